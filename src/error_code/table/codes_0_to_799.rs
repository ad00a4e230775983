//! The codes below 800: commands, account creation, login, API key, limits, Read and Delete.

codes! {
    0 OK "ok" Success No Documented
        "The command succeeded."
        => "Take the records of the result, if the command returns any.";
    1 UNSPECIFIED_FAILURE "unspecified-failure" Server No Documented
        "The command failed without a reason; on `response`, the request was unreadable XML."
        => "Read the text of the element. On `response`, correct the XML; on a Read, nothing may \
            have been found; otherwise check the record against the rules of its type. The same \
            bytes fail again.";
    2 NOT_LOGGED_IN "not-logged-in" Auth AfterLogin Documented
        "No valid login preceded the command."
        => "See the status of the `Auth` element in the same response, then log in and repeat \
            the command.";
    3 EXCESS_ARGUMENTS "excess-arguments" Transport No Documented
        "More argument objects arrived than the command accepts."
        => "Send the number of argument objects that the command is documented to take.";
    4 MISSING_ARGUMENTS "missing-arguments" Transport No Documented
        "Fewer argument objects arrived than the command requires."
        => "Add the missing argument object, and check its element name: an unexpected one may \
            be ignored.";
    5 NO_SUCH_COMMAND "no-such-command" Transport No Documented
        "The server offers no command of this name."
        => "Check the spelling of the command element, letter case included.";
    6 WRONG_ENDPOINT "wrong-endpoint" Transport No Documented
        "The address of the request is not one of the API."
        => "Use the API address of the account: `/api.pl` for XML, `/soap` for SOAP.";
    7 OFFLINE_CLIENT_OUTDATED "offline-client-outdated" Transport No Documented
        "The server no longer supports this version of the offline client."
        => "Update the offline client.";
    8 SEE_ERROR_RECORD "see-error-record" Server No Documented
        "The operation failed with a message composed at run time."
        => "Read the `Error` record with this code to learn the message.";
    9 SESSION_EXPIRED "session-expired" Auth AfterLogin Documented
        "The session or access token is unknown or has expired."
        => "Log in again or obtain a fresh access token, then repeat the command. An invalid \
            token is refused even beside a live session.";
    10 BAD_PARAMETERS "bad-parameters" Transport No Documented
        "The parameters do not suit the command."
        => "Compare the attributes and argument objects with the documentation of the command.";
    201 CREATE_USER_UNKNOWN_COMPANY "create-user-unknown-company" Reference No ClientList
        "No company matches the one that the new user was to join.";
    202 CREATE_USER_NICKNAME_TAKEN "create-user-nickname-taken" Validation No ClientList
        "The id wanted for the new user is taken.";
    203 CREATE_USER_OBJECTS_MISSING "create-user-objects-missing" Transport No ClientList
        "User creation lacked its `Company` or its `User` object.";
    204 CREATE_USER_NAMESPACE_DIFFERS "create-user-namespace-differs" Auth No ClientList
        "The company belongs to another API namespace than the caller.";
    205 CREATE_USER_BAD_WORKSCHEDULE "create-user-bad-workschedule" Reference No ClientList
        "The new user's work schedule is unusable.";
    206 CREATE_USER_BAD_ROLE "create-user-bad-role" Reference No ClientList
        "The new user's role is unusable.";
    301 CREATE_ACCOUNT_NICKNAME_TAKEN "create-account-nickname-taken" Validation No ClientList
        "The id wanted for the new account is taken.";
    302 CREATE_ACCOUNT_OBJECTS_MISSING "create-account-objects-missing" Transport No ClientList
        "Account creation lacked its `Company` or its `User` object.";
    303 PASSWORD_POLICY "password-policy" Validation No ClientList
        "The password falls short of the account's password policy.";
    304 CREATE_ACCOUNT_CLOSED "create-account-closed" Permission No ClientList
        "Account creation through the API is closed to the caller.";
    305 PASSWORD_NOT_EDITABLE "password-not-editable" Permission No ClientList
        "Password changes are closed for this user, as they are under single sign-on.";
    401 BAD_CREDENTIALS "bad-credentials" Auth No ClientList
        "The combination of company, user and password was refused."
        => "Check all three values, and that the host fits them: production and sandbox are \
            separate.";
    402 LEGACY_LOGIN_FAILURE "legacy-login-failure" Auth No Inferred
        "An older login path broke inside the server."
        => "Check the login as for 401; if it stays, give the vendor's support the time of the \
            request.";
    403 COMPANY_MISSING "company-missing" Auth No ClientList
        "The company id was left out of the login."
        => "Fill the `company` element of the login.";
    404 USER_MISSING "user-missing" Auth No ClientList
        "The user id was left out of the login."
        => "Fill the `user` element of the login.";
    405 PASSWORD_MISSING "password-missing" Auth No ClientList
        "The password was left out of the login."
        => "Fill the `password` element of the login.";
    406 BAD_COMPANY "bad-company" Auth No ClientList
        "The server rejected the company id."
        => "Correct the company id, and check that the host fits it: production and sandbox are \
            separate.";
    408 BAD_PASSWORD "bad-password" Auth No ClientList
        "The server rejected the password."
        => "Correct the password before the next attempt.";
    409 ACCOUNT_CANCELLED "account-cancelled" Permission No ClientList
        "The account is closed after a cancellation."
        => "Ask the owner of the account; no request can succeed until it is reopened.";
    410 USER_INACTIVE "user-inactive" Permission No ClientList
        "The user is deactivated."
        => "Ask an account administrator to activate the user, or log in as another one.";
    411 ACCOUNT_CONFLICT "account-conflict" Permission No ClientList
        "The account is in a conflicting state that only the vendor can repair."
        => "Ask the vendor's support.";
    412 ACCOUNT_OUTSIDE_NAMESPACE "account-outside-namespace" Auth No ClientList
        "The account does not belong to the API namespace of the request."
        => "Send the namespace that was issued with the API key, normally `default`.";
    413 API_ACCESS_DENIED "api-access-denied" Permission No ClientList
        "The user or the account is not entitled to the API."
        => "Ask an account administrator to grant access to the API.";
    414 SERVICE_UNAVAILABLE "service-unavailable" Server Backoff ClientList
        "The service is down for the moment."
        => "Wait some minutes, then send the same request again.";
    415 ACCOUNT_ARCHIVED "account-archived" Permission No ClientList
        "The account is in the archive."
        => "Ask the owner of the account; no request can succeed until it is restored.";
    416 USER_LOCKED "user-locked" Permission No ClientList
        "The user is locked out."
        => "Ask an account administrator to unlock the user; further attempts cannot succeed \
            before.";
    417 IP_ADDRESS_BLOCKED "ip-address-blocked" Permission No ClientList
        "Requests from this network address are shut out."
        => "Ask an account administrator to admit the address, or send from an admitted one.";
    418 BAD_UID_SESSION "bad-uid-session" Auth AfterLogin ClientList
        "No open session has this `uid`."
        => "Open a new session and use its id.";
    419 LOGIN_HICCUP "login-hiccup" Auth AfterLogin ClientList
        "The login broke off for an unforeseen reason."
        => "Log in again without the old session, then repeat the command.";
    420 SSO_LOGIN_FAILED "sso-login-failed" Auth No ClientList
        "The SAML sign-in was refused."
        => "Check with the identity provider that this user may sign in.";
    421 SSO_MISCONFIGURED "sso-misconfigured" Auth No ClientList
        "The account's SAML settings are faulty, or the assertion was rejected."
        => "Ask an account administrator to compare the SAML settings with those of the identity \
            provider.";
    422 LDAP_UNREACHABLE "ldap-unreachable" Server Backoff ClientList
        "The LDAP directory behind the login did not answer."
        => "Wait, then log in again; if it stays, tell the administrator of the directory.";
    423 SERVER_STATUS_NOT_READABLE "server-status-not-readable" Permission No ClientList
        "The caller is not entitled to see the server status."
        => "Leave the server status out of the request, or use a login with the right to read \
            it.";
    424 NO_MODIFY_RIGHT "no-modify-right" Permission No ClientList
        "The caller is not entitled to modify this data."
        => "Use a login with the right to modify it, or ask an account administrator for that \
            right.";
    425 FEATURE_OFF "feature-off" Permission No ClientList
        "A feature that the operation needs is not enabled in the account."
        => "Ask an account administrator to enable the feature.";
    426 ACCOUNT_DOMAIN_REQUIRED "account-domain-required" Transport No Documented
        "The general host name no longer serves this account."
        => "Use the host name made for the account, which starts with the company id.";
    501 API_AUTH_REQUIRED "api-auth-required" Auth No ClientList
        "The request skipped the check of the API key."
        => "Send `key` and `namespace` as attributes of the `request` element.";
    502 KEY_ATTRIBUTES_MISSING "key-attributes-missing" Auth No ClientList
        "The `key` and `namespace` attributes are missing from the request."
        => "Send `key` and `namespace` as attributes of the `request` element.";
    503 BAD_API_KEY "bad-api-key" Auth No ClientList
        "The API key is missing or wrong."
        => "Correct the `key` attribute of the `request` element.";
    504 BAD_NAMESPACE "bad-namespace" Auth No ClientList
        "The API namespace is missing or wrong."
        => "Correct the `namespace` attribute of the `request` element, normally `default`.";
    505 KEY_NAMESPACE_MISMATCH "key-namespace-mismatch" Auth SameBytes ClientList
        "The API key and the namespace do not match; a passing server fault reports the same."
        => "If the answer is a bare `response` element, nothing was executed: repeat the same \
            bytes a few times. If it stays, correct the API key and the namespace.";
    506 API_KEY_DISABLED "api-key-disabled" Auth No ClientList
        "The vendor disabled the API key."
        => "Ask the vendor's support for a working API key.";
    555 TOO_MANY_INPUT_OBJECTS "too-many-input-objects" Limit No ClientList
        "The request has too many objects for this account."
        => "Split the request; 1,000 objects is the general maximum and an account may have a \
            lower one.";
    556 REQUEST_RATE_EXCEEDED "request-rate-exceeded" Limit Backoff ClientList
        "The account's quota of API requests is used up for now."
        => "Wait before the next request: quotas count over 60 seconds and over 24 hours. More \
            commands in one request save quota.";
    601 NO_RECORD "no-record" Reference No ClientList
        "No such record exists; for a Read this can be a plain empty result."
        => "Take a Read as empty; for any other command correct the id or code.";
    602 UNKNOWN_FIELD "unknown-field" Validation No ClientList
        "The object has no such field, or none that may be used here."
        => "Check the name of the field, letter case included; custom fields end in `__c`.";
    603 UNKNOWN_TYPE_OR_METHOD "unknown-type-or-method" Validation No ClientList
        "The object type or the read method is unknown to the server."
        => "Check the `type` and `method` attributes, letter case included.";
    604 ATTACHMENT_SPACE_EXHAUSTED "attachment-space-exhausted" Limit No ClientList
        "The attachment exceeds the account's free storage."
        => "Send a smaller attachment, or have storage freed.";
    605 READ_LIMIT_INVALID "read-limit-invalid" Limit No ClientList
        "The `limit` of the read is missing or above the account's maximum."
        => "Give every Read a `limit` of at most 1,000, or the account's lower maximum, and read \
            page by page.";
    606 PROJECTIONS_RUNNING "projections-running" State Backoff ClientList
        "A running billing or revenue projection holds the data."
        => "Wait some minutes, then repeat the command.";
    701 DELETE_HAS_DEPENDENTS "delete-has-dependents" State No ClientList
        "Other records depend on the one to be deleted."
        => "Deal with the dependent records first; the result lists their ids.";
    702 NOTE_NOT_DELETABLE "note-not-deletable" State No ClientList
        "The note could not be deleted."
        => "Check that the note still exists and that the caller may delete it.";
    703 DELETE_FAILED "delete-failed" Server No Documented
        "The deletion failed without a stated cause."
        => "Read the record first, since it may be gone already; repeat only if it is still \
            there.";
}
