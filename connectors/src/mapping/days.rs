//! The days and times of work in a time zone.

use chrono::{
    DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike as _, Utc,
};
use suiteprojects::task::{Entry, Field};

use super::{Loss, Times};

/// The work of one day.
pub(crate) struct Day {
    pub(crate) date: NaiveDate,
    pub(crate) minutes: i64,
    pub(crate) times: Option<(NaiveTime, NaiveTime)>,
}

impl Day {
    /// Sets date, duration and times of an entry.
    pub(crate) fn set(&self, entry: &mut Entry<'static>) {
        entry
            .set(Field::Date, self.date.to_string())
            .set(Field::Hours, (self.minutes / 60).to_string())
            .set(Field::Minutes, (self.minutes % 60).to_string());
        if let Some((start, end)) = self.times {
            entry
                .set(Field::StartTime, start.format("%H:%M:%S").to_string())
                .set(Field::EndTime, end.format("%H:%M:%S").to_string());
        }
    }
}

/// The work between two moments, split at midnight; both are on whole minutes.
pub(crate) fn split<Z: TimeZone>(
    started_at: DateTime<Utc>,
    ended_at: DateTime<Utc>,
    zone: &Z,
    times: Times,
    losses: &mut Vec<Loss>,
) -> Vec<Day> {
    let local = |moment: DateTime<Utc>| moment.with_timezone(zone).naive_local();
    let mut days = Vec::new();
    let (mut begin, mut kept) = (started_at, true);
    while begin < ended_at {
        let date = local(begin).date();
        let end = next_day(date, zone)
            .filter(|midnight| *midnight > begin)
            .map_or(ended_at, |midnight| midnight.min(ended_at));
        let minutes = (end - begin).num_minutes();
        let found = day_times(local(begin), local(end), end - begin);
        if let Err(loss) = &found
            && times == Times::Kept
            && !losses.contains(loss)
        {
            losses.push(loss.clone());
        }
        kept &= found.is_ok();
        days.push(Day {
            date,
            minutes,
            times: found.ok().filter(|_| times == Times::Kept),
        });
        begin = end;
    }
    if times == Times::Left && kept {
        losses.push(Loss::TimesNotWanted);
    }
    if days.len() > 1 {
        losses.push(Loss::Split(days.len()));
    }
    // A boundary between days that is not on a minute exists in no zone of today.
    days.retain(|day| day.minutes > 0);
    days
}

/// Begin and end as times of one day, if they differ by the duration and neither clears the field.
fn day_times(
    begin: NaiveDateTime,
    end: NaiveDateTime,
    duration: TimeDelta,
) -> Result<(NaiveTime, NaiveTime), Loss> {
    if end - begin != duration {
        return Err(Loss::ClockChanged);
    }
    let is_midnight = |moment: NaiveDateTime| moment.num_seconds_from_midnight() == 0;
    if is_midnight(begin) || is_midnight(end) || begin.date() != end.date() {
        return Err(Loss::Clearing);
    }
    Ok((begin.time(), end.time()))
}

/// The first moment of the day after, which is not 00:00 where the clock is put forward at midnight.
pub(crate) fn next_day<Z: TimeZone>(date: NaiveDate, zone: &Z) -> Option<DateTime<Utc>> {
    const STEPS: i64 = 4 * 24;
    let midnight = date.succ_opt()?.and_time(NaiveTime::MIN);
    (0..=STEPS).find_map(|step| {
        let moment = midnight + TimeDelta::minutes(15 * step);
        let found = zone.from_local_datetime(&moment).earliest()?;
        Some(found.to_utc())
    })
}
