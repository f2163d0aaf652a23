//! What a person has to do about a part of a server that is not compiled, by kind.

use super::{INTERFACE_ENGINEER, PLATFORM_ENGINEER, SECURITY_OFFICER};
use crate::{
    diag::Finding,
    ir::{
        Task,
        estate::{Part, PartKind},
    },
    rules,
};

/// The role that has to act on a kind of part, and what to do.
fn advice(kind: PartKind) -> (&'static str, &'static str) {
    match kind {
        PartKind::Alert => (
            PLATFORM_ENGINEER,
            "Set up its trigger, channels and recipients in the monitoring of the new platform.",
        ),
        PartKind::ConfigurationMap => (
            PLATFORM_ENGINEER,
            "Set its keys in the configuration of the new platform; store those that are secrets \
             in the secret store.",
        ),
        PartKind::Resource => (
            PLATFORM_ENGINEER,
            "Put the libraries that the scripts of the connections load on the class path of the \
             new platform.",
        ),
        PartKind::DatabaseDriver => {
            (PLATFORM_ENGINEER, "Install the driver where a connection uses it.")
        }
        PartKind::ServerSettings => (
            PLATFORM_ENGINEER,
            "Set the mail server, the environment and the clearing of the global map up anew.",
        ),
        PartKind::UpdateSettings => {
            (PLATFORM_ENGINEER, "There is nothing to do: it is about updates of the legacy engine.")
        }
        PartKind::PluginSettings => (
            PLATFORM_ENGINEER,
            "Look for what the plug-in does (the data pruner: how long messages are kept) and set \
             it up on the new platform.",
        ),
        PartKind::User => (
            SECURITY_OFFICER,
            "Give the person the rights on the new platform that the role needs.",
        ),
        PartKind::UnknownMap => (
            INTERFACE_ENGINEER,
            "Export global scripts and the configuration map from the Administrator.",
        ),
        PartKind::Other => (
            INTERFACE_ENGINEER,
            "Look through the part and set up its equivalent on the new platform.",
        ),
    }
}

/// The finding for a part.
pub fn part_finding(part: &Part) -> Finding {
    let (words, (_, task)) = (part.kind.words(), advice(part.kind));
    let name = name(part);
    let message = if name.is_empty() {
        format!("`{}` ({words}) is not migrated", part.element)
    } else {
        format!("{words} `{name}` is not migrated")
    };
    Finding::new(&rules::part_not_migrated::RULE, message, part.span).noted(task)
}

/// The manual task for a part; `None` where there is nothing to do.
pub fn part_task(part: &Part) -> Option<Task> {
    let (owner, task) = advice(part.kind);
    let name = name(part);
    let subject = if name.is_empty() { &part.element } else { &name };
    let text = format!("`{subject}`: {task}");
    let code = rules::part_not_migrated::RULE.code;
    (part.kind != PartKind::UpdateSettings).then_some(Task { code, owner, text, span: part.span })
}

/// The name of a part, fit to stand in a message.
fn name(part: &Part) -> String {
    part.name.chars().filter(|c| *c != '`' && !c.is_control()).collect()
}
