//! The codes from 1000: approvals, custom fields, conditional changes, start and end times.

codes! {
    1001 APPROVAL_WRONG_STATE "approval-wrong-state" State No ClientList
        "The state of the record rules out this approval step."
        => "Read the record's status first; the step may have been taken already.";
    1002 APPROVAL_ERRORS "approval-errors" Validation No ClientList
        "The approval step failed on errors that the returned record lists."
        => "Read the `errors` of the returned record, correct them and repeat the step.";
    1003 APPROVAL_WARNINGS "approval-warnings" Validation No ClientList
        "The approval step stopped at warnings that the returned record lists."
        => "Read the `warnings` of the returned record; if they are acceptable, repeat with \
            `submit_warning` set to 1.";
    1050 BAD_HIERARCHY_NODE "bad-hierarchy-node" Reference No ClientList
        "The hierarchy node is unknown.";
    1051 SECOND_NODE_OF_HIERARCHY "second-node-of-hierarchy" Validation No ClientList
        "The record names two nodes of one hierarchy.";
    1100 CUSTOM_CHECKBOX_VALUE "custom-checkbox-value" Validation No ClientList
        "A check box custom field received something other than on or off."
        => "Send `1` for on and `0` or nothing for off.";
    1101 CUSTOM_VALUE_NOT_LISTED "custom-value-not-listed" Validation No ClientList
        "The value is not on the pick list of the custom field."
        => "Send one of the values that the custom field lists, spelt exactly so.";
    1102 CUSTOM_FIELD_NOT_SAVED "custom-field-not-saved" Server No ClientList
        "The server failed to store the value of a custom field."
        => "Read the record to see what was stored before sending the value again.";
    1103 CUSTOM_FIELD_READ_ONLY "custom-field-read-only" Validation No ClientList
        "The field is closed to writing through the API."
        => "Leave the field out of the request.";
    1104 CUSTOM_VALUE_NOT_UNIQUE "custom-value-not-unique" Validation No ClientList
        "The custom field wants unique values, and another record has this one."
        => "Choose another value, or find the record that has it.";
    1105 CUSTOM_VALUE_NOT_IN_SOURCE "custom-value-not-in-source" Validation No ClientList
        "The source list of the custom field lacks the value."
        => "Add the value to the source list first, or send one that is on it.";
    1106 INLINE_CUSTOM_FIELDS_FAILED "inline-custom-fields-failed" Validation No Documented
        "At least one custom field inside the record was not stored."
        => "Read the `errors` element of the result for the fields, and read the record back \
            before repeating.";
    1200 CONDITION_NOT_MET "condition-not-met" State No ClientList
        "The condition of the conditional change was false, so nothing changed."
        => "Read the record again and decide on its present content.";
    1300 BAD_FILTER_SET "bad-filter-set" Reference No ClientList
        "The filter set is unknown or unusable.";
    1400 MONTH_FLAG_INVALID "month-flag-invalid" Validation No ClientList
        "The timesheet is split at the month end, and `start_end_month_ts` is unusable.";
    1401 BAD_ASSOCIATED_TIMESHEET "bad-associated-timesheet" Reference No ClientList
        "The associated half of a split timesheet is unusable.";
    1402 TIMESHEETS_DO_NOT_OVERLAP "timesheets-do-not-overlap" Validation No ClientList
        "The timesheets to associate have no days in common.";
    1403 ASSOCIATED_TIMESHEET_LOCKED "associated-timesheet-locked" State No ClientList
        "The association with its other half blocks this change of the timesheet.";
    1404 TIME_FORMAT "time-format" Validation No Documented
        "The start or end time is not readable as a time of day."
        => "Write the time as hh:mm:ss, 09:30:00 for instance, or 00:00:00 to clear it; one-digit \
            parts and a missing :ss are accepted.";
    1405 START_NOT_BEFORE_END "start-not-before-end" Validation No Documented
        "The end time is not after the start time."
        => "Swap or correct the times. A time entry cannot cross midnight: each day needs its \
            own.";
    1406 TIMES_NOT_EDITABLE "times-not-editable" Permission No Documented
        "The account takes no start and end times."
        => "Leave `start_time` and `end_time` out, or ask an account administrator to enable \
            them for timesheets.";
    1407 DURATION_MISMATCH "duration-mismatch" Validation No Documented
        "The duration disagrees with the times, or day units forbid its combination of fields."
        => "Send the time from start to end as `decimal_hours`, or as `hours` and `minutes`. \
            With day units on, never send `decimal_hours` and `minutes` without `hours`.";
    1408 BAD_NEWSFEED "bad-newsfeed" Reference No ClientList
        "The news feed is unknown or unusable.";
    1409 NEWSFEED_AUTHOR_REQUIRED "newsfeed-author-required" Validation No ClientList
        "The news feed message lacks its author or its editor.";
    1410 INTEGRATION_USER_ACTIVE "integration-user-active" Validation No ClientList
        "The NetSuite integration needs this user to be active.";
    1411 INTEGRATION_USER_ADMIN "integration-user-admin" Validation No ClientList
        "The NetSuite integration needs this user to be an administrator.";
    1412 BAD_TICKET_QUANTITY "bad-ticket-quantity" Validation No ClientList
        "The receipt's quantity is unusable.";
    1413 BAD_PAYMENT_TERMS "bad-payment-terms" Reference No ClientList
        "The invoice's payment terms are unknown.";
    1414 BAD_APPROVAL_STATUS "bad-approval-status" Validation No ClientList
        "The schedule request's approval status is unusable.";
    1415 PHASE_NOT_ASSIGNABLE "phase-not-assignable" Validation No ClientList
        "The assignment is to a phase, which unlike a task takes no people.";
    1416 BAD_CUSTOMER_PO_CAP "bad-customer-po-cap" Validation No ClientList
        "The cap of the customer purchase order billing rule is unusable.";
    1417 BILLING_RULE_TASK_NOT_FOUND "billing-rule-task-not-found" Reference No ClientList
        "The billing rule names an unusable project task.";
    1418 PREFERENCE_FORMAT "preference-format" Validation No Documented
        "The settings text of the preference is malformed.";
    1419 NO_FULL_LICENSE "no-full-license" Limit No Documented
        "No full licence is free.";
    1420 NO_TIME_EXPENSE_LICENSE "no-time-expense-license" Limit No Documented
        "No time-and-expense licence is free, and no full one either.";
    1421 NO_GUEST_LICENSE "no-guest-license" Limit No Documented
        "No guest licence is free, and no full one either.";
    1422 ADDRESS_REQUIRED "address-required" Validation No Documented
        "The required address object is missing.";
    1500 EXPENSES_MODULE_DENIED "expenses-module-denied" Permission No ClientList
        "The expenses application is closed to the caller.";
    2001 BAD_ARGUMENT "bad-argument" Validation No ClientList
        "The server rejected an argument of the call."
        => "Compare the arguments with the documentation of the command.";
    2002 BAD_FORMAT "bad-format" Validation No ClientList
        "A value is written in another form than the call expects."
        => "Check how dates, numbers and flags are written.";
}
