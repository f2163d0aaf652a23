//! Which rule a refused file and an obstacle of a channel are reported under: one table per kind,
//! exhaustive, so that a new kind cannot go without a code.

use crate::{
    diag::{Finding, Rule},
    front::mirth::model::{Obstacle, ObstacleKind},
    rules,
    xml::{XmlErrorKind, encoding::EncodingError},
};

/// The rule for a document that was refused.
pub(super) fn xml(kind: XmlErrorKind) -> &'static Rule {
    match kind {
        XmlErrorKind::TooLarge
        | XmlErrorKind::TooDeep
        | XmlErrorKind::TooManyAttributes
        | XmlErrorKind::NameTooLong => &rules::limit_exceeded::RULE,
        XmlErrorKind::DocumentType => &rules::document_type::RULE,
        XmlErrorKind::UnknownEntity
        | XmlErrorKind::NulCharacter
        | XmlErrorKind::SurrogateReference
        | XmlErrorKind::BadReference => &rules::bad_reference::RULE,
        XmlErrorKind::BadName
        | XmlErrorKind::Truncated
        | XmlErrorKind::MismatchedTag
        | XmlErrorKind::UnexpectedEndTag
        | XmlErrorKind::ContentOutsideRoot
        | XmlErrorKind::NoRoot
        | XmlErrorKind::DuplicateAttribute
        | XmlErrorKind::BadAttribute
        | XmlErrorKind::Malformed => &rules::malformed_xml::RULE,
    }
}

/// The rule for bytes that are no text.
pub(super) fn encoding(error: EncodingError) -> &'static Rule {
    match error {
        EncodingError::BadUtf16 | EncodingError::NulBytes => &rules::malformed_xml::RULE,
    }
}

/// The finding for an obstacle of a channel.
pub(super) fn obstacle(obstacle: &Obstacle) -> Finding {
    let subject = &obstacle.subject;
    let (rule, message) = match obstacle.kind {
        ObstacleKind::MissingElement => {
            (&rules::missing_element::RULE, format!("`{subject}` is missing"))
        }
        ObstacleKind::UnknownElement => {
            (&rules::unknown_element::RULE, format!("the engine knows no `{subject}` here"))
        }
        ObstacleKind::UnknownClass => {
            (&rules::unknown_class::RULE, format!("`{subject}` is not part of the engine"))
        }
        ObstacleKind::BadValue => {
            let (name, value) = subject.split_once(": ").unwrap_or((subject, ""));
            (&rules::bad_value::RULE, format!("`{name}` cannot be `{value}`"))
        }
        ObstacleKind::MissingSequenceNumber => {
            let what = if subject.is_empty() { "a step" } else { &format!("`{subject}`") };
            let message = format!("{what} has no sequence number, but others have");
            (&rules::missing_sequence_number::RULE, message)
        }
        ObstacleKind::BadBase64 => {
            (&rules::bad_base64::RULE, format!("`{subject}` is no base64 of a UTF-8 text"))
        }
        ObstacleKind::OldRelease => {
            let release = match subject.as_str() {
                "" => "an unknown release",
                release => &format!("release `{release}`"),
            };
            (&rules::old_release::RULE, format!("the channel was written by {release}"))
        }
        ObstacleKind::OldSetting => {
            (&rules::old_setting::RULE, format!("no release has a property `{subject}` here"))
        }
        ObstacleKind::OldOption => (&rules::old_option::RULE, subject.clone()),
        ObstacleKind::OldServer => (&rules::old_server::RULE, subject.clone()),
        ObstacleKind::OldMeaning => (&rules::old_meaning::RULE, subject.clone()),
        ObstacleKind::Reference => {
            let message = format!("`{subject}` leads to no element, or to one around itself");
            (&rules::unresolved_reference::RULE, message)
        }
        ObstacleKind::ExternalText => {
            let message = format!("the text of `{subject}` is in another file, which was not read");
            (&rules::external_script::RULE, message)
        }
        ObstacleKind::MapOfTexts => {
            let message = format!("`{subject}` has no class that says what it maps");
            (&rules::map_of_texts::RULE, message)
        }
    };
    Finding::new(rule, message, obstacle.span)
}
