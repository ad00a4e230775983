//! The one table of the fields of a time entry.
//!
//! Struct, accessors, readers, writers, header aliases, schemas, command-line help and the field
//! reference are all made from these rows. To add a field, add a row.

/// Hands the table to the macro `$callback`.
///
/// A row is `Variant member; rest, database; kind, access[, required]; description`. The name of the
/// member is the XML name.
/// XML and SOAP names are the same for every field. `_` says that the field does not exist there.
/// Rows with an XML name come first, in alphabetical order; that order is also the order in which
/// fields are written.
macro_rules! task_fields {
    ($callback:ident) => {
        $callback! {
            both {
                AcctDate acct_date; "accountingDate", "acct_date"; Date, ReadWrite;
                    "The day on which the entry counts in accounting.";
                Category1Id category_1id; "category1Id", "category_1id"; Id, ReadWrite;
                    "The value of service line 1, a category that the account defines itself.";
                Category2Id category_2id; "category2Id", "category_2id"; Id, ReadWrite;
                    "The value of service line 2, a category that the account defines itself.";
                Category3Id category_3id; "category3Id", "category_3id"; Id, ReadWrite;
                    "The value of service line 3, a category that the account defines itself.";
                Category4Id category_4id; "category4Id", "category_4id"; Id, ReadWrite;
                    "The value of service line 4, a category that the account defines itself.";
                Category5Id category_5id; "category5Id", "category_5id"; Id, ReadWrite;
                    "The value of service line 5, a category that the account defines itself.";
                CategoryId categoryid; "categoryId", "category_id"; Id, ReadWrite;
                    "The service (category) that the work falls under.";
                CostCenterId cost_centerid; "costCenterId", "cost_center_id"; Id, ReadWrite;
                    "The cost center that carries the entry.";
                Created created; "created", "created"; DateTime, ReadOnly;
                    "When the server first stored the entry.";
                CustomerId customerid; "customerId", "customer_id"; Id, ReadWrite;
                    "The customer who gets the work. On Add the server takes it from the project if it is left out.";
                Date date; "date", "date"; Date, ReadWrite, required;
                    "The day of the work.";
                DecimalHours decimal_hours; "decimalHours", _; Decimal, ReadWrite;
                    "The duration as one decimal number of hours; gives way to `hours` and `minutes`.";
                Description description; "description", "description"; Text, ReadWrite;
                    "A short text about the work.";
                EndTime end_time; "endTime", "end_time"; Clock, ReadWrite;
                    "The time of day at which the work ended; 00:00:00 clears it. Needs start and end times switched on in the account.";
                Hours hours; "hour", "hour"; Decimal, ReadWrite;
                    "The hours of the duration; a decimal part is turned into minutes.";
                Id id; "id", "id"; Id, ReadOnly;
                    "The internal id of the entry, given by the server. Names the entry in Modify, Delete and Reject.";
                JobCodeId job_codeid; "jobCodeId", "job_code_id"; Id, ReadWrite;
                    "The job code of the work.";
                LoadedCost loaded_cost; _, "loaded_cost.cost"; Money, ServerSet;
                    "The loaded cost of the user.";
                LoadedCost2 loaded_cost_2; _, "loaded_cost.cost"; Money, ServerSet;
                    "The loaded cost of the user on the second level.";
                LoadedCost3 loaded_cost_3; _, "loaded_cost.cost"; Money, ServerSet;
                    "The loaded cost of the user on the third level.";
                Minutes minutes; "minute", "minute"; Whole, ReadWrite;
                    "The minutes of the duration, a whole number.";
                Notes notes; "notes", "notes"; Text, ReadWrite;
                    "Remarks on the work, longer than the description.";
                PayrollTypeId payroll_typeid; "payrollTypeId", "payroll_type_id"; Id, ReadWrite;
                    "The payroll type of the entry.";
                ProjectLoadedCost project_loaded_cost; _, "loaded_cost.cost"; Money, ServerSet;
                    "What the project puts in place of the loaded cost, in the currency of the project.";
                ProjectLoadedCost2 project_loaded_cost_2; _, "loaded_cost.cost"; Money, ServerSet;
                    "What the project puts in place of the second loaded cost.";
                ProjectLoadedCost3 project_loaded_cost_3; _, "loaded_cost.cost"; Money, ServerSet;
                    "What the project puts in place of the third loaded cost.";
                ProjectId projectid; "projectId", "project_id"; Id, ReadWrite;
                    "The project that gets the work.";
                ProjectTaskTypeId projecttask_typeid; "projectTaskTypeId", "projecttask_type_id"; Id, ReadWrite;
                    "The type of the project task; has to agree with the project task itself.";
                ProjectTaskId projecttaskid; "projectTaskId", "projecttask_id"; Id, ReadWrite;
                    "The project task that the work is booked on.";
                SlipId slipid; "slipId", "slipid"; Id, ServerSet;
                    "The time bill that was made from the entry.";
                StartTime start_time; "startTime", "start_time"; Clock, ReadWrite;
                    "The time of day at which the work began; 00:00:00 clears it. Needs start and end times switched on in the account.";
                ThinClientId thin_client_id; "thinClientId", "thin_client_id"; Text, ReadWrite;
                    "A key of the sending program, for finding its own entries again.";
                TimesheetId timesheetid; "timesheetId", "timesheet_id"; Id, AddOnly;
                    "The timesheet that holds the entry. On Add the server finds or makes the one of the day; afterwards it stays.";
                TimeTypeId timetypeid; "timeTypeId", "timetype_id"; Id, ReadWrite;
                    "The time type, such as regular time or overtime.";
                Updated updated; "updated", "updated"; DateTime, ReadOnly;
                    "When the entry was last changed.";
                UserId userid; "userId", "user_id"; Id, ReadWrite, required;
                    "The employee who did the work.";
            }
            rest_only {
                Exported exported; "exported", "exported"; DateTime, ServerSet;
                    "When the entry was marked as exported.";
                HoursRemaining hours_remaining; "hoursRemaining", _; Decimal, ReadOnly;
                    "The hours that remain on the project task of the entry.";
                ScheduleRequestItemId schedule_request_item_id; "scheduleRequestItemId", "schedule_request_item_id"; Id, ServerSet;
                    "The item of a schedule request that the entry came from.";
            }
        }
    };
}

pub(crate) use task_fields;
