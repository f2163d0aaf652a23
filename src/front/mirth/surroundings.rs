//! What an export says that channels of other files may need: global scripts, the configuration
//! map, metadata, groups, tags and dependencies. Part of the model; small beside the channels.

use super::model::{ChannelScript, ScriptKind};
use crate::{ir::estate::ConfigurationKey, span::Span};

/// Everything of one file that is about channels wherever they are exported.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Global scripts.
    pub global_scripts: Vec<GlobalScripts>,
    /// Configuration maps.
    pub configuration: Vec<ConfigurationMap>,
    /// What the server keeps about a channel beside it (`exportData/metadata` of an export).
    pub metadata: Vec<Metadata>,
    /// Channel groups.
    pub groups: Vec<Group>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Dependencies.
    pub dependencies: Vec<Dependency>,
}

impl Surroundings {
    /// Whether the file says nothing of this.
    pub fn is_empty(&self) -> bool {
        let Self { global_scripts, configuration, metadata, groups, tags, dependencies } = self;
        global_scripts.is_empty()
            && configuration.is_empty()
            && metadata.is_empty()
            && groups.is_empty()
            && tags.is_empty()
            && dependencies.is_empty()
    }
}

/// The four scripts that a server runs for all of its channels (semantics section 0, steps 2
/// and 9).
#[derive(Debug, Clone)]
pub struct GlobalScripts {
    /// The map.
    pub span: Span,
    /// The scripts by kind. A kind that the map does not have is not in it.
    pub scripts: Vec<GlobalScript>,
}

/// One of the global scripts.
#[derive(Debug, Clone)]
pub struct GlobalScript {
    /// Which.
    pub kind: ScriptKind,
    /// Where its text stands.
    pub span: Span,
    /// The script; `None` for a default body, which has no effect.
    pub script: Option<ChannelScript>,
}

/// A configuration map.
#[derive(Debug, Clone)]
pub struct ConfigurationMap {
    /// The map.
    pub span: Span,
    /// Its entries, in the order of the file.
    pub entries: Vec<ConfigurationEntry>,
}

/// One entry of a configuration map. The value may be a secret: it is never shown.
#[derive(Debug, Clone)]
pub struct ConfigurationEntry {
    /// The key.
    pub key: ConfigurationKey,
    /// The value, as scripts read it.
    pub value: String,
    /// The value as it is written, when keys in it were replaced by their values.
    pub written: Option<String>,
}

/// What the server keeps about a channel beside it.
#[derive(Debug, Clone)]
pub struct Metadata {
    /// Id of the channel.
    pub channel: String,
    /// Deployed or not; `None` when it does not say.
    pub enabled: Option<bool>,
}

/// A channel group.
#[derive(Debug, Clone)]
pub struct Group {
    /// Where it stands.
    pub span: Span,
    /// Name.
    pub name: String,
    /// Ids of its channels.
    pub channels: Vec<String>,
}

/// A tag.
#[derive(Debug, Clone)]
pub struct Tag {
    /// Name.
    pub name: String,
    /// Ids of the channels that have it.
    pub channels: Vec<String>,
}

/// A channel that is deployed after another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dependency {
    /// Id of the channel that is deployed later.
    pub dependent: String,
    /// Id of the channel that it needs.
    pub dependency: String,
}
