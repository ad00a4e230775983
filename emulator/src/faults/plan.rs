//! Which request meets which faults, and what is then to happen.

use std::cell::OnceCell;
use std::time::Duration;

use axum::http::header::RETRY_AFTER;
use axum::http::{Method, StatusCode};
use suiteprojects::error_code::ErrorCode;
use suiteprojects::xml::{Event, Limits, Reader};

use super::{Fault, PlannedFault, When};
use crate::http::{Answer, Delivery, Incoming, Plan};
use crate::{random, rest, soap, xml};

/// The faults that are set.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    set: Vec<Counted>,
    /// How many were ever set: each has a chance of its own.
    ever: u64,
}

#[derive(Debug)]
struct Counted {
    planned: PlannedFault,
    chance: u64,
    /// How many requests it was for.
    requests: u64,
}

impl Faults {
    /// Sets a fault.
    pub(crate) fn add(&mut self, planned: PlannedFault, seed: u64) {
        self.ever += 1;
        self.set.push(Counted {
            planned,
            chance: random::number(seed ^ random::number(self.ever)),
            requests: 0,
        });
    }

    /// Takes all away.
    pub(crate) fn clear(&mut self) {
        self.set.clear();
    }

    /// The faults that this request meets: all latencies, and of the others the first.
    pub(crate) fn next(&mut self, incoming: &Incoming) -> Vec<Fault> {
        let commands = OnceCell::new();
        let mut met = Vec::new();
        let mut has_other = false;
        for counted in &mut self.set {
            let PlannedFault { fault, when } = &counted.planned;
            if !is_for(when, incoming, &commands) {
                continue;
            }
            counted.requests += 1;
            let is_latency = matches!(fault, Fault::Latency(_));
            if when.turn.holds(counted.requests, counted.chance) && (is_latency || !has_other) {
                has_other |= !is_latency;
                met.push(fault.clone());
            }
        }
        met
    }
}

fn is_for(when: &When, incoming: &Incoming, commands: &OnceCell<Vec<String>>) -> bool {
    let path = incoming.path();
    let is_path = match &when.path {
        Some(expected) => path.starts_with(&**expected),
        None => matches!(path, "/api.pl" | "/soap") || path.starts_with("/rest/"),
    };
    is_path
        && when.command.as_ref().is_none_or(|expected| {
            let commands = commands.get_or_init(|| command_names(incoming));
            commands
                .iter()
                .any(|name| name.eq_ignore_ascii_case(expected))
        })
}

/// The names of the commands of a request, as far as they can be read.
fn command_names(incoming: &Incoming) -> Vec<String> {
    let level = match incoming.path() {
        "/api.pl" => 2,
        "/soap" => 3,
        _ => {
            let name = rest_command(&incoming.method);
            return name.map(str::to_owned).into_iter().collect();
        }
    };
    let mut names = Vec::new();
    let mut reader = Reader::new(&incoming.body, Limits::default());
    loop {
        match reader.next() {
            Ok(Some(Event::Start(tag))) => {
                let name = tag.name().local().to_owned();
                if reader.depth() == level {
                    names.push(name);
                    if reader.skip_element().is_err() {
                        return names;
                    }
                }
            }
            Ok(Some(_)) => {}
            Ok(None) | Err(_) => return names,
        }
    }
}

fn rest_command(method: &Method) -> Option<&'static str> {
    Some(match *method {
        Method::POST => "Add",
        Method::GET => "Read",
        Method::DELETE => "Delete",
        _ => return None,
    })
}

/// What is to happen with a request that meets these faults.
pub(crate) fn carry_out(faults: Vec<Fault>, incoming: &Incoming) -> Plan {
    let mut plan = Plan::default();
    for fault in faults {
        match fault {
            Fault::CutBefore => {
                plan.instead = Some(Answer::text(StatusCode::OK, ""));
                plan.delivery = Delivery::Nothing;
            }
            Fault::CutAfter => plan.delivery = Delivery::Nothing,
            Fault::CutWithin(most) => {
                plan.most_commands = most;
                plan.delivery = Delivery::Nothing;
            }
            Fault::CutAndApplyLater(time) => {
                plan.applied_later = Some(time);
                plan.delivery = Delivery::Nothing;
            }
            Fault::Truncated => plan.delivery = Delivery::Half,
            Fault::Refuse(code) => plan.instead = Some(refused(code, incoming)),
            Fault::Http {
                status,
                retry_after,
            } => plan.instead = Some(http(status, retry_after)),
            Fault::Latency(time) => {
                plan.after = plan.after.checked_add(time).unwrap_or(Duration::MAX);
            }
        }
    }
    plan
}

fn refused(code: ErrorCode, incoming: &Incoming) -> Answer {
    match incoming.path() {
        "/api.pl" => xml::refused_whole(code),
        "/soap" => soap::refused_whole(code),
        _ => rest::refused_whole(code),
    }
}

fn http(status: u16, retry_after: Option<u64>) -> Answer {
    let status = StatusCode::from_u16(status).ok();
    let status = status.filter(|status| (200..600).contains(&status.as_u16()));
    let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut answer = Answer::text(status, format!("{status}, as a fault asked for\n"));
    let seconds = retry_after.map(|seconds| (RETRY_AFTER, seconds.to_string()));
    answer.headers.extend(seconds);
    answer
}
