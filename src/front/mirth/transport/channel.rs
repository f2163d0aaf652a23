//! Settings of a channel as a whole, as data: storage, state, attachments.

use super::{
    RESOURCES, resources_in,
    settings::{Table, account, group, harmless, is_on, mapped, only},
};
use crate::{
    front::mirth::read::context::{Reading, release},
    ir::route::{Attachments, OptionGap, STORE_OPTION},
    xml::Node,
};

const STORE: &str = "about the legacy message store; the new platform has its own";
const RETENTION: &str = "The legacy engine keeps no content of these messages. Switch the archive of the new \
                         platform off for this connection, or agree on how long it keeps them.";
const ENCRYPTED: &str = "What is stored of these messages is encrypted. Encrypt the queues and the archive of the \
                         new platform, too.";

fn in_part(node: Node<'_>) -> bool {
    !is_on(node, "encryptData")
}

/// Whether the properties of a channel name a script as attachment handler, the one handler that
/// has a route.
pub(super) fn is_scripted(properties: Node<'_>) -> bool {
    let kind = properties.child("attachmentProperties").and_then(|node| node.child("type"));
    kind.is_some_and(|kind| kind.string() == "JavaScript")
}

pub(super) const SCRIPTED: &str = "with a script as attachment handler";

const IN_PART: &str = "without `encryptData`";

/// Properties of a channel.
pub(super) const CHANNEL: Table = Table {
    title: "Channel",
    class: "model.ChannelProperties",
    becomes: "What is started, and where messages are kept.",
    settings: &[
        only(
            "clearGlobalChannelMap",
            &["true"],
            "What scripts keep in the global channel map outlives a deployment. On the new platform it begins empty at \
             each start: find out which script relies on it.",
        ),
        only("messageStorageMode", &["DEVELOPMENT", "PRODUCTION", "RAW"], RETENTION),
        only("encryptData", &["false"], ENCRYPTED),
        only("encryptAttachments", &["false"], ENCRYPTED).when(in_part, IN_PART),
        only("encryptCustomMetaData", &["false"], ENCRYPTED).when(in_part, IN_PART),
        only("removeContentOnCompletion", &["false"], RETENTION),
        harmless("removeOnlyFilteredOnCompletion", "a detail of `removeContentOnCompletion`"),
        only("removeAttachmentsOnCompletion", &["false"], RETENTION),
        mapped("initialState", "properties `auto` and `in.auto`"),
        only(
            STORE_OPTION,
            &["true"],
            "What the attachment script takes out of messages is not kept, so it is not put back either. The runtime \
             always puts it back: find out what receivers get today.",
        )
        .when(is_scripted, SCRIPTED),
        harmless(
            "metaDataColumns",
            "columns of the legacy message browser; no message depends on them",
        ),
        group("attachmentProperties", ATTACHMENTS.title),
        group("resourceIds", RESOURCES),
        harmless("tags", "labels for people").until(release(3, 5, 0)),
        harmless("pruneMetaDataDays", STORE).until(release(3, 5, 0)),
        harmless("pruneContentDays", STORE).until(release(3, 5, 0)),
        harmless("archiveEnabled", STORE).until(release(3, 5, 0)),
    ],
};

/// The attachment handler.
pub(super) const ATTACHMENTS: Table = Table {
    title: "Attachments",
    class: "donkey.model.message.attachment.AttachmentHandlerProperties",
    becomes: "Nothing for `None`. A script is carried, and the runtime runs it first. Any other handler is a manual \
              task, which leaves the source without a route: scripts would see other texts.",
    settings: &[
        mapped("className", "the manual task names it"),
        mapped("type", "`None` is nothing, `JavaScript` is carried, any other is a manual task"),
        group("properties", HANDLERS.title),
    ],
};

/// Settings of the attachment handlers of the engine, by key; `N` stands for a number.
pub(super) const HANDLERS: Table = Table {
    title: "Attachments: settings by key",
    class: "",
    becomes: "The manual task of the handler names them; those of a custom class stay unsupported.",
    settings: &[
        mapped("identity.mimetype", "type of the one attachment that is the entire message"),
        mapped("regex.pattern", "what is taken out; the last group"),
        mapped("regex.patternN", "what is taken out; the last group"),
        mapped("regex.mimetype", "its type"),
        mapped("regex.mimetypeN", "its type"),
        mapped("regex.replaceKeyN", "a text that is replaced in what is taken out"),
        mapped("regex.replaceValueN", "what it is replaced by"),
        mapped("outbound.regex.replaceKeyN", "a text that is replaced when it is put back"),
        mapped("outbound.regex.replaceValueN", "what it is replaced by"),
        mapped("javascript.script", "carried"),
    ],
};

/// The tables of channels, as the page shows them.
pub(super) const TABLES: &[&Table] = &[&CHANNEL, &ATTACHMENTS, &HANDLERS];

/// Claims the properties of a channel; gives those without an equivalent.
pub(crate) fn claim(reading: &mut Reading, node: Node<'_>) -> Vec<OptionGap> {
    let mut gaps = Vec::new();
    account(reading, node, node, &CHANNEL, &mut gaps);
    if let Some(resources) = node.child("resourceIds") {
        reading.claim_plain(resources);
        gaps.extend(resources_in(resources));
    }
    gaps
}

/// Reads the attachment handler; `None` for none, and for a script, which is carried.
pub(crate) fn attachments(reading: &mut Reading, node: Node<'_>) -> Option<Attachments> {
    account(reading, node, node, &ATTACHMENTS, &mut Vec::new());
    let kind = reading.string(node, "type");
    let class = reading.string(node, "className");
    let settings = node.child("properties").map(|list| entries(reading, list)).unwrap_or_default();
    let known = matches!(kind.as_str(), "" | "None" | "JavaScript");
    (!known).then(|| Attachments { kind, class, settings, span: node.span() })
}

/// The entries whose keys the table has, claimed; the script of a handler is carried before.
fn entries(reading: &mut Reading, list: Node<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in list.children().filter(|entry| entry.name() == "entry") {
        let values: Vec<_> = entry.children().collect();
        let [key, value] = values[..] else { continue };
        let name = key.string();
        let general = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let numbered = (general.len() < name.len()).then(|| format!("{general}N"));
        let wanted = numbered.as_deref().unwrap_or(&name);
        if HANDLERS.settings.iter().any(|setting| setting.name == wanted) {
            reading.claim_plain(entry);
            found.push((name, value.string()));
        }
    }
    found.sort();
    found
}
