//! The codes from 800 to 999: records of every type, time entries among them.

codes! {
    801 BAD_CUSTOMER "bad-customer" Reference No ClientList
        "The customer id leads to no usable customer."
        => "Look the customer up and send its id.";
    802 ENVELOPE_NUMBER_TAKEN "envelope-number-taken" Validation No ClientList
        "The tracking number of the expense report is taken.";
    803 RECORD_NOT_MODIFIABLE "record-not-modifiable" Permission No ClientList
        "The caller is not entitled to change this record."
        => "Use a login with the right to change it; for a time entry, check who may edit its \
            timesheet.";
    804 BAD_ITEM_TYPE "bad-item-type" Validation No ClientList
        "The expense item type is neither `R` (regular) nor `M` (mileage).";
    805 REFERENCE_NUMBER_TAKEN "reference-number-taken" Validation No ClientList
        "The reference number is taken.";
    806 ACCEPTED_BY_SIGNER "accepted-by-signer" State No ClientList
        "A signer has accepted the record, which froze it."
        => "Leave the record as it is, or have the acceptance withdrawn first.";
    807 BAD_PAYMENT_TYPE "bad-payment-type" Reference No ClientList
        "The payment type is unknown.";
    808 BAD_NOTE "bad-note" Reference No ClientList
        "The note to change is missing or unusable.";
    809 TASK_TIMESHEET_MISSING "task-timesheet-missing" Reference No ClientList
        "The time entry points to a timesheet that is not there."
        => "Leave `timesheetid` out of an Add, and the server takes the timesheet of the date; \
            otherwise send the id of an existing one.";
    810 INDEX_NOT_FOUND "index-not-found" Reference No ClientList
        "The index leads to no row of the table.";
    811 PREDECESSOR_NOT_FOUND "predecessor-not-found" Reference No ClientList
        "The list of predecessors contains an unknown task id.";
    812 BAD_PARENT "bad-parent" Reference No ClientList
        "The parent id is unusable.";
    813 PROJECT_NOT_FOUND "project-not-found" Reference No ClientList
        "The project id is unknown or belongs to a deleted project."
        => "Look the project up and send its id.";
    814 PROJECT_ID_NUMBER_TAKEN "project-id-number-taken" Validation No ClientList
        "The `id_number` is taken by another task of the project.";
    815 PROJECT_TASK_NOT_FOUND "project-task-not-found" Reference No ClientList
        "The project task id is unknown."
        => "Look the project task up within its project and send its id.";
    816 BAD_ROLE_OR_TYPE "bad-role-or-type" Reference No ClientList
        "The server rejected the role id or the user type.";
    817 ENVELOPE_NOT_FOUND "envelope-not-found" Reference No ClientList
        "The expense report id is unknown.";
    818 NICKNAME_TAKEN "nickname-taken" Validation No ClientList
        "The user id is taken.";
    819 SLIP_ON_INVOICE "slip-on-invoice" State No ClientList
        "The time bill is part of an invoice, which protects it from deletion.";
    820 ENVELOPE_NOT_OPEN "envelope-not-open" State No ClientList
        "The expense report is no longer open.";
    821 TIMESHEET_NOT_OPEN "timesheet-not-open" State No Documented
        "The timesheet is no longer open or was exported, which froze its time entries."
        => "Have the timesheet reopened, or leave its time entries as they are.";
    822 SLIP_NOT_EDITABLE "slip-not-editable" State No ClientList
        "The state of the time bill rules out changes.";
    823 SLIP_ON_OTHER_INVOICE "slip-on-other-invoice" State No ClientList
        "The time bill is tied to another invoice.";
    824 NAME_OR_COMPANY_REQUIRED "name-or-company-required" Validation No ClientList
        "Neither a name nor a company name was given.";
    825 INVOICE_NOT_FOUND "invoice-not-found" Reference No ClientList
        "The invoice id is unknown.";
    826 DATE_REQUIRED "date-required" Validation No ClientList
        "The required date is missing."
        => "Give the record its date; a time entry needs `date` with year, month and day.";
    827 REIMBURSEMENT_TOO_EARLY "reimbursement-too-early" State No ClientList
        "The reimbursement precedes the approval of its expense report.";
    828 INVOICE_NUMBER_TAKEN "invoice-number-taken" Validation No ClientList
        "The invoice number is taken.";
    829 BAD_USER "bad-user" Reference No ClientList
        "The user id leads to no usable user."
        => "Send the id of a user who exists, is active and is not a generic resource.";
    830 BAD_BOOKING_TYPE "bad-booking-type" Reference No ClientList
        "The booking type is unknown.";
    831 RANGE_DATES_MISSING "range-dates-missing" Validation No ClientList
        "Neither a complete start date nor a complete end date was given.";
    832 RANGE_REVERSED "range-reversed" Validation No ClientList
        "The end of the period is not after its start.";
    833 PERCENTAGE_REQUIRED "percentage-required" Validation No ClientList
        "The required percentage is missing.";
    834 HOURS_REQUIRED "hours-required" Validation No ClientList
        "The required number of hours is missing.";
    835 PROJECT_OWNER_ONLY "project-owner-only" Permission No ClientList
        "The caller does not own the project, and only its owner may change it.";
    836 NO_ADD_RIGHT "no-add-right" Permission No ClientList
        "The caller lacks the right to add records of this type.";
    837 CURRENCY_NOT_ENABLED "currency-not-enabled" Validation No ClientList
        "The account does not use this currency.";
    838 SECOND_CURRENT_COST "second-current-cost" Validation No ClientList
        "The user has a current cost record, and this would be a second one.";
    840 BAD_PRIMARY_FILTER_SET "bad-primary-filter-set" Reference No ClientList
        "The user's primary filter set is unusable.";
    841 EMAIL_REQUIRED "email-required" Validation No ClientList
        "The required e-mail address is missing or unusable.";
    842 PERIOD_REQUIRED "period-required" Validation No ClientList
        "The required period is missing or unusable.";
    843 TIMING_REQUIRED "timing-required" Validation No ClientList
        "The required timing is missing or unusable.";
    844 LEAVE_RULE_REQUIRED "leave-rule-required" Validation No ClientList
        "The required leave accrual rule is missing or unusable.";
    845 TASK_REQUIRED "task-required" Validation No ClientList
        "The required task is missing or unusable.";
    846 NON_PO_ITEMS_OFF "non-po-items-off" Permission No ClientList
        "Purchase items without a purchase order are not enabled for this account or role.";
    847 PURCHASE_ORDER_MUST_BE_EMPTY "purchase-order-must-be-empty" Validation No ClientList
        "The purchase item names a purchase order although its kind forbids one.";
    848 ONLY_NON_PO_ITEMS "only-non-po-items" Validation No ClientList
        "The purchase item belongs to a purchase order, and only items without one are open here.";
    849 SAME_DATE_RANGE "same-date-range" Validation No ClientList
        "Another record has the same start and end dates.";
    850 SECOND_DEFAULT "second-default" Validation No ClientList
        "A default record exists for this user and group.";
    851 BAD_TAG_ATTRIBUTE "bad-tag-attribute" Reference No ClientList
        "The tag group has no such attribute.";
    852 EXTERNAL_ID_TAKEN "external-id-taken" Validation No ClientList
        "The external id is taken.";
    853 BAD_LOADED_COST "bad-loaded-cost" Validation No Inferred
        "The values of the loaded cost are inconsistent in a way that the server does not name.";
    854 TOO_MANY_RECORDS "too-many-records" Limit No ClientList
        "The read wants more records than one answer may hold."
        => "Lower the `limit` of the Read and read page by page.";
    855 TOO_MANY_COMMANDS "too-many-commands" Limit No ClientList
        "The request has too many commands for this account."
        => "Split the commands over several requests.";
    856 OVERLAPPING_DATES "overlapping-dates" Validation No ClientList
        "The period collides with that of another record.";
    857 RANGE_TOO_LONG "range-too-long" Limit No ClientList
        "The period exceeds the permitted length.";
    858 FOREX_INPUT_FAILED "forex-input-failed" Validation No Inferred
        "The exchange rate update was refused; its own message has the details.";
    859 CUSTOMER_NOT_FOUND "customer-not-found" Reference No ClientList
        "The customer id is unknown or belongs to a deleted customer."
        => "Look the customer up and send its id; a time entry may leave it out, since the \
            project implies it.";
    860 DEFAULT_EXCLUDES_DATES "default-excludes-dates" Validation No ClientList
        "An entity default came with a start or end date, which it must not have.";
    861 INVOICE_CUSTOMER_DIFFERS "invoice-customer-differs" Validation No ClientList
        "The customer differs from that of the parent invoice.";
    862 BAD_PROJECT "bad-project" Reference No ClientList
        "The project id is unusable here.";
    863 INVOICE_OF_OTHER_PROJECT "invoice-of-other-project" Validation No ClientList
        "The invoice serves another project.";
    864 WORKSCHEDULE_NOT_SAVED "workschedule-not-saved" Server No ClientList
        "The server failed to store the user's work schedule.";
    865 BAD_WORKDAYS "bad-workdays" Validation No ClientList
        "The working days are malformed.";
    866 BAD_WORKHOURS "bad-workhours" Validation No ClientList
        "No valid work schedule results from these days and hours.";
    867 DISTINCT_WORKHOURS_OFF "distinct-workhours-off" Permission No ClientList
        "The account does not use working hours that differ by weekday.";
    868 OWNER_TYPE_REQUIRED "owner-type-required" Validation No ClientList
        "The owner type is missing: project, user or customer.";
    869 BAD_USER_FILTER "bad-user-filter" Validation No ClientList
        "The primary user filter has an unusable value.";
    870 BAD_DROPDOWN_FILTER "bad-dropdown-filter" Validation No ClientList
        "The primary drop-down filter has an unusable value.";
    871 FILTER_COUNT_MISMATCH "filter-count-mismatch" Validation No ClientList
        "The filters and their argument objects differ in number."
        => "Send one argument object, a `Date` for instance, for each filter that takes one, in \
            the same order.";
    872 BAD_COST_TYPE "bad-cost-type" Reference No ClientList
        "The cost type is unknown.";
    873 PERIOD_MISSING "period-missing" Validation No ClientList
        "The required period is missing.";
    874 SCHEDULE_REQUEST_FAILED "schedule-request-failed" Validation No Inferred
        "The server refused the schedule request without a reason.";
    875 REPEAT_FAILED "repeat-failed" Validation No Inferred
        "The server refused the repetition rule of the event without a reason.";
    876 ATTACHMENT_TOO_SMALL "attachment-too-small" Validation No ClientList
        "The attachment is smaller than the permitted minimum.";
    877 PROJECT_GROUP_NOT_FOUND "project-group-not-found" Reference No ClientList
        "The project group id is unknown.";
    878 PURCHASE_ORDER_NOT_OPEN "purchase-order-not-open" State No ClientList
        "The purchase order is no longer open.";
    879 PURCHASE_ORDER_NOT_FOUND "purchase-order-not-found" Reference No ClientList
        "The purchase item refers to an unknown purchase order.";
    880 QUANTITY_NOT_POSITIVE "quantity-not-positive" Validation No ClientList
        "The purchase item has no purchase order and no positive quantity.";
    881 BAD_WORKSPACE_PARENT "bad-workspace-parent" Reference No ClientList
        "The parent is missing or part of another workspace.";
    882 REFERENCE_SLIP_NOT_FOUND "reference-slip-not-found" Reference No ClientList
        "The referenced time bill is unknown or deleted.";
    883 BAD_PORTFOLIO_PROJECT "bad-portfolio-project" Reference No ClientList
        "The server rejected the portfolio project id.";
    884 PORTFOLIO_NESTING "portfolio-nesting" Validation No ClientList
        "One portfolio project was placed below another.";
    885 PURCHASE_ITEM_DATE_REQUIRED "purchase-item-date-required" Validation No ClientList
        "The purchase item came without its date.";
    886 PROJECT_TASK_TYPE_MISMATCH "project-task-type-mismatch" Validation No ClientList
        "The task type differs from that of the project task."
        => "Leave `projecttask_typeid` out, or send the type that the project task has.";
    887 ASSIGNMENT_PROFILE_TAKEN "assignment-profile-taken" Validation No ClientList
        "The assignment profile id is taken within the project.";
    888 DATE_OUTSIDE_TASK "date-outside-task" Validation No Documented
        "The date of the time entry is outside the dates of its project task."
        => "Choose a date or a project task that fit each other, or have the dates of the \
            project task changed.";
    889 TICKET_NOT_MODIFIABLE "ticket-not-modifiable" State No ClientList
        "The expense receipt is locked.";
    890 USER_NOT_MODIFIABLE "user-not-modifiable" Permission No ClientList
        "The user record is locked.";
    891 USER_NOT_FOUND "user-not-found" Reference No ClientList
        "The user id is unknown."
        => "Look the user up and send its id.";
    892 BAD_ENVELOPE_REFERENCE "bad-envelope-reference" Reference No ClientList
        "The record refers to an unknown expense report.";
    893 RECEIPT_NOT_FOUND "receipt-not-found" Reference No ClientList
        "The receipt id is unknown.";
    894 TIMESHEET_NOT_FOUND "timesheet-not-found" Reference No ClientList
        "The timesheet id is unknown."
        => "Leave `timesheetid` out of an Add, or look the timesheet up and send its id.";
    895 CUSTOMER_PO_NOT_FOUND "customer-po-not-found" Reference No ClientList
        "The customer purchase order id is unknown.";
    896 AGREEMENT_LOCKED "agreement-locked" State No ClientList
        "The agreement is locked.";
    897 CUSTOMER_PO_LOCKED "customer-po-locked" State No ClientList
        "The customer purchase order is locked.";
    898 WORKSPACE_NOT_FOUND "workspace-not-found" Reference No ClientList
        "The workspace id is unknown.";
    899 EXPENSE_POLICY_NOT_FOUND "expense-policy-not-found" Reference No ClientList
        "The expense policy id is unknown.";
    900 ITEM_NOT_FOUND "item-not-found" Reference No ClientList
        "The expense item id is unknown.";
    901 MAKE_URL_BAD_COMBINATION "make-url-bad-combination" Validation No ClientList
        "The parts of the link (user, application, page, argument) contradict each other.";
    902 MAKE_URL_BAD_ARGUMENT "make-url-bad-argument" Validation No ClientList
        "The argument of the link does not describe a record.";
    903 MAKE_URL_PAGE_DENIED "make-url-page-denied" Permission No ClientList
        "The link leads to a page that its user may not see.";
    904 PURCHASE_ORDER_NUMBER_TAKEN "purchase-order-number-taken" Validation No ClientList
        "The purchase order number is taken.";
    905 BAD_PURCHASE_ORDER "bad-purchase-order" Reference No ClientList
        "The purchase order id is unknown or belongs to a deleted purchase order.";
    906 COST_CENTER_NOT_FOUND "cost-center-not-found" Reference No ClientList
        "The cost center id is unknown or belongs to a deleted cost center."
        => "Look the cost center up and send its id, or leave it out.";
    907 CONTACT_INCOMPLETE "contact-incomplete" Validation No ClientList
        "The contact lacks its first name, last name or e-mail address.";
    908 NAME_REQUIRED "name-required" Validation No ClientList
        "The required name is missing or unusable.";
    909 CONTACT_OF_OTHER_CUSTOMER "contact-of-other-customer" Reference No ClientList
        "The contact is unknown or belongs to another customer.";
    910 LOOKUP_NOT_FOUND "lookup-not-found" Reference No ClientList
        "A name or external id in place of a foreign key matched no record."
        => "Check the value and its `external` or `name` attribute, or send the internal id.";
    911 TASK_TIMESHEET_REQUIRED "task-timesheet-required" Validation No ClientList
        "A time entry was changed without naming its timesheet."
        => "Send the `timesheetid` that the time entry has. Changes without it are known to \
            work, so add it only after this answer.";
    912 PROJECT_TASK_TYPE_REQUIRED "project-task-type-required" Validation No ClientList
        "The project task type is empty or unusable."
        => "Send the id of an existing project task type, or leave the field out where it is \
            optional.";
    913 TASK_NOT_IN_PROJECT "task-not-in-project" Reference No ClientList
        "The project task belongs to another project than the one given."
        => "Send a project and a project task that belong together.";
    914 BAD_RESOURCE_PROFILE_TYPE "bad-resource-profile-type" Reference No ClientList
        "The resource profile type id is unusable.";
    915 RESOURCE_PROFILE_MISMATCH "resource-profile-mismatch" Validation No ClientList
        "The profile's type and its profile type id disagree.";
    916 NO_EXTERNAL_ID_ON_TABLE "no-external-id-on-table" Validation No ClientList
        "Records of this type have no external id to look up."
        => "Look the record up by its internal id or by another field.";
    917 ISSUE_NUMBER_TAKEN "issue-number-taken" Validation No ClientList
        "The issue number is taken.";
    918 ISSUE_DESCRIPTION_REQUIRED "issue-description-required" Validation No ClientList
        "The issue came without a description.";
    919 SECOND_DEFAULT_STAGE "second-default-stage" Validation No ClientList
        "A default issue stage exists already.";
    920 RATE_CARD_REQUIRED "rate-card-required" Validation No ClientList
        "The rate card entry lacks its rate card.";
    921 RATE_CARD_JOB_CODE_TAKEN "rate-card-job-code-taken" Validation No ClientList
        "The job code is taken within the rate card.";
    922 RATE_CARD_JOB_CODE_NOT_FOUND "rate-card-job-code-not-found" Reference No ClientList
        "The rate card entry names an unknown job code.";
    923 RATE_CARD_NOT_FOUND "rate-card-not-found" Reference No ClientList
        "The rate card id is unknown.";
    924 RATE_CARD_JOB_CODE_REQUIRED "rate-card-job-code-required" Validation No ClientList
        "The rate card entry lacks its job code.";
    925 BAD_TEMPLATE_PROJECT "bad-template-project" Reference No ClientList
        "The template project is unusable.";
    926 BAD_USER_COST "bad-user-cost" Validation No ClientList
        "The user's cost value is unusable.";
    927 USER_COST_START_TOO_EARLY "user-cost-start-too-early" Validation No ClientList
        "The new user cost starts before an existing one.";
    928 WORKSPACE_BAD_GROUP "workspace-bad-group" Reference No ClientList
        "The workspace cannot take the project group as a member.";
    929 WORKSPACE_USER_OR_GROUP "workspace-user-or-group" Validation No ClientList
        "The workspace member is not exactly one of a user and a project group.";
    930 GENERIC_FLAG_FIXED "generic-flag-fixed" Validation No ClientList
        "The generic mark of a user is fixed at creation.";
    931 DUPLICATE_ASSIGNMENT "duplicate-assignment" Validation No ClientList
        "The user has an assignment to this project already.";
    932 PROXY_ADMIN_ONLY "proxy-admin-only" Permission No ClientList
        "The caller is no administrator, and only those may change proxies.";
    933 BAD_PROXY_USER "bad-proxy-user" Reference No ClientList
        "The proxy user is unusable.";
    934 TEMPLATE_COPY_FAILED "template-copy-failed" Server No ClientList
        "Copying the template into the new project failed.";
    935 USER_TAG_START_TOO_EARLY "user-tag-start-too-early" Validation No ClientList
        "The new user tag starts before an existing one.";
    936 GROUP_ASSIGNMENT_FAILED "group-assignment-failed" Server No ClientList
        "Assigning the members of the project group failed.";
    937 AGREEMENT_NOT_FOUND "agreement-not-found" Reference No ClientList
        "The agreement id is unknown.";
    938 AGREEMENT_PAIR_TAKEN "agreement-pair-taken" Validation No ClientList
        "The project and the agreement are linked already.";
    939 MAKE_URL_VIEW_DENIED "make-url-view-denied" Permission No ClientList
        "The link leads to a view that its user may not see.";
    940 MAKE_URL_NO_DASHBOARD "make-url-no-dashboard" Permission No ClientList
        "The link leads to a project dashboard that is missing or closed to its user.";
    941 BAD_TIME_ZONE "bad-time-zone" Validation No ClientList
        "The user's time zone is unknown.";
    942 NO_COST_FOR_GENERIC "no-cost-for-generic" Validation No ClientList
        "The user is a generic resource, which has no loaded costs.";
    943 PROJECT_NAME_TAKEN "project-name-taken" Validation No ClientList
        "The customer has another project with this name.";
    944 BAD_DATE "bad-date" Validation No ClientList
        "The date, of a timesheet or expense report for instance, is impossible or unacceptable.";
    945 BUDGET_GROUP_NOT_FOUND "budget-group-not-found" Reference No ClientList
        "The project budget group id is unknown.";
    946 BUDGET_RULE_NOT_FOUND "budget-rule-not-found" Reference No ClientList
        "The project budget rule id is unknown.";
    947 SECOND_EXPENSE_POLICY "second-expense-policy" Validation No ClientList
        "The project has an expense policy already.";
    948 EXPENSE_POLICY_ITEM_TAKEN "expense-policy-item-taken" Validation No ClientList
        "The expense policy contains this item already.";
    949 PROFILE_TYPE_OF_ATTRIBUTE_NOT_FOUND "profile-type-of-attribute-not-found" Reference No ClientList
        "The attribute description refers to an unknown resource profile type.";
    950 ATTRIBUTE_NOT_FOUND "attribute-not-found" Reference No ClientList
        "The attribute id is unknown.";
    951 PROFILE_ATTRIBUTE_TAKEN "profile-attribute-taken" Validation No ClientList
        "The attribute is already part of the resource profile type.";
    952 DUPLICATE_USER_ENTRY "duplicate-user-entry" Validation No ClientList
        "The user has such an entry already, a proxy or a task estimate for instance.";
    953 LABOR_SUBCATEGORY_REQUIRED "labor-subcategory-required" Validation No ClientList
        "The labour budget line came without a subcategory.";
    954 BILLING_RULE_OF_REVENUE_NOT_FOUND "billing-rule-of-revenue-not-found" Reference No ClientList
        "The revenue rule refers to an unknown billing rule.";
    960 BAD_RESOURCE_ATTACHMENT_TYPE "bad-resource-attachment-type" Validation No ClientList
        "A resource cannot hold this type of attachment, only others such as a curriculum vitae.";
    961 SECOND_RESOURCE_ATTACHMENT "second-resource-attachment" Validation No ClientList
        "A resource attachment of this type exists for the user.";
    962 RESOURCE_ATTACHMENT_FIXED "resource-attachment-fixed" State No ClientList
        "The resource attachment is stored and thereby final.";
    963 ATTACHMENT_NOT_FOUND "attachment-not-found" Reference No ClientList
        "The attachment id is unknown.";
    964 RESOURCE_ATTACHMENT_NOT_FOUND "resource-attachment-not-found" Reference No ClientList
        "The resource attachment id is unknown.";
    965 FILE_NOT_SAVED "file-not-saved" Server No Documented
        "The server failed to store the content of the attachment.";
}
