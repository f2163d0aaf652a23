//! What a Mirth export says, in the shape of release 4.x whatever the release that wrote it:
//! the reader and its migrations (semantics section 8) produce it, lowering consumes it.

use crate::{
    front::mirth::surroundings::Surroundings,
    ir::{
        disposition::Counts,
        estate::{FragmentKind, Part},
        route::{Attachments, DataType, Endpoint, Intake, OptionGap, Queue, Secret},
    },
    span::{SourceText, Span},
};

/// Release of the engine that wrote an object, as far as it is told apart: `3.8.0` is `[3, 8, 0]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub [u16; 3]);

/// A channel: one connection of the estate.
#[derive(Debug, Clone)]
pub struct Channel {
    /// The `channel` element.
    pub span: Span,
    /// Id (a UUID nearly always).
    pub id: String,
    /// Name.
    pub name: SourceText,
    /// Version attribute, parsed: 3.0.0 where it is missing, the current release where it is
    /// unreadable or newer.
    pub version: Version,
    /// Version attribute as written.
    pub version_text: String,
    /// Revision number as written.
    pub revision: String,
    /// Description.
    pub description: String,
    /// Deployed or not. From `exportData/metadata`, before 3.5 from the channel; `None` when the
    /// channel was exported without them.
    pub enabled: Option<bool>,
    /// Source connector (metaDataId 0).
    pub source: Connector,
    /// Destination connectors in list order.
    pub destinations: Vec<Connector>,
    /// Pre-, postprocessor, deploy and undeploy script, and the batch and attachment scripts:
    /// all those that are not a default body.
    pub scripts: Vec<ChannelScript>,
    /// Properties of the channel.
    pub properties: Properties,
    /// Names of the tags that the export of the channel carries. Those that a server keeps on its
    /// own are newer.
    pub tags: Vec<String>,
    /// Ids of the channels that it needs, as the export of the channel carries them.
    pub depends_on: Vec<String>,
    /// Code template libraries that the export carries (`exportData/codeTemplateLibraries`, or
    /// directly in the channel in 3.3 and 3.4).
    pub libraries: Vec<Library>,
    /// Dispositions of the elements that reading alone decides. Elements of filters and
    /// transformers are left out of it: lowering decides those (see [`Element::n_elements`]).
    pub counts: Counts,
    /// What keeps the legacy engine from deploying it, or keeps us from reading it whole.
    pub obstacles: Vec<Obstacle>,
}

/// Something in the export that the reader could take in, but not make sense of.
#[derive(Debug, Clone)]
pub struct Obstacle {
    /// Which kind, one code each.
    pub kind: ObstacleKind,
    /// What it is about (a class name, an element name, a value).
    pub subject: String,
    /// Where it stands.
    pub span: Span,
}

/// Kinds of obstacles. Each is reported under a code of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObstacleKind {
    /// A required element (`id`, `name`, `sourceConnector`) is missing.
    MissingElement,
    /// An element that the class does not have: the engine makes the channel invalid.
    UnknownElement,
    /// A step or rule class that is not part of the engine.
    UnknownClass,
    /// A value that is no legal one for its element (a boolean, number or enum).
    BadValue,
    /// Two or more elements of a list and one has no sequence number: a load error (4.1 and later).
    MissingSequenceNumber,
    /// Text encoded as base64 that does not decode to UTF-8.
    BadBase64,
    /// A channel without a version: nobody can tell which release wrote it, so nothing of it is
    /// read but its name, and the names and transports of its connectors.
    OldRelease,
    /// A property of a connector, data type or channel of before 3.0 that nobody here knows.
    OldSetting,
    /// A property of before 3.0 that has no equivalent with its value, or cannot be read: the
    /// subject says which and why.
    OldOption,
    /// A place where a server of before 3.0 did something else than the mapping does, or may have:
    /// the subject says what.
    OldServer,
    /// A place where the mapping follows the server of before 3.0, and a later release that
    /// imports the channel does something else: the subject says what.
    OldMeaning,
    /// A `reference` attribute that leads to no element, or to one around itself.
    Reference,
    /// A text that is kept in a file beside the export (`msync-fileref`), which was not read.
    ExternalText,
    /// A map of texts that does not say whether it is a configuration map: one of a message has
    /// the same form.
    MapOfTexts,
}

impl ObstacleKind {
    /// Whether it only says something about a release before 3.0: nothing is wrong with the
    /// element at its place, which the engine loads.
    pub fn is_remark(self) -> bool {
        matches!(self, Self::OldSetting | Self::OldOption | Self::OldServer | Self::OldMeaning)
    }
}

/// Properties of a channel that a mapping or its runbook need.
#[derive(Debug, Clone, Default)]
pub struct Properties {
    /// `STARTED`, `PAUSED` or `STOPPED`; empty when the export has none.
    pub initial_state: String,
    /// The global channel map is emptied at each deployment.
    pub clear_global_channel_map: bool,
    /// The attachment handler, where it is one that no script stands for.
    pub attachments: Option<Attachments>,
    /// Custom metadata columns: name, type, map key.
    pub metadata_columns: Vec<(String, String, String)>,
}

/// A script of the channel itself.
#[derive(Debug, Clone)]
pub struct ChannelScript {
    /// Which.
    pub kind: ScriptKind,
    /// Its text.
    pub text: SourceText,
}

/// Where a script that is not a step or rule stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScriptKind {
    /// `preprocessingScript`.
    Preprocessor,
    /// `postprocessingScript`.
    Postprocessor,
    /// `deployScript`.
    Deploy,
    /// `undeployScript` (`shutdownScript` before 3.1).
    Undeploy,
    /// `batchProperties/batchScript` of the source's inbound properties.
    Batch,
    /// The script of a JavaScript attachment handler.
    Attachment,
}

impl ScriptKind {
    /// The words for it, behind `the` or `the global`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Preprocessor => "preprocessor",
            Self::Postprocessor => "postprocessor",
            Self::Deploy => "deploy script",
            Self::Undeploy => "undeploy script",
            Self::Batch => "batch script",
            Self::Attachment => "attachment script",
        }
    }
}

/// A source or destination connector.
#[derive(Debug, Clone)]
pub struct Connector {
    /// The element.
    pub span: Span,
    /// `metaDataId`: 0 for the source.
    pub meta_data_id: u32,
    /// Name.
    pub name: SourceText,
    /// Switched on; a disabled destination is left out of its chain.
    pub enabled: bool,
    /// Runs after the destination before it, in one chain (destinations only).
    pub wait_for_previous: bool,
    /// `transportName`.
    pub transport: String,
    /// Settings of the transport.
    pub endpoint: Endpoint,
    /// Where the settings stand.
    pub properties_span: Span,
    /// Source connectors: reply, batch, threads.
    pub intake: Option<Intake>,
    /// Destination connectors: queue, retries, validation.
    pub queue: Option<Queue>,
    /// Scripts inside the settings (JavaScript Reader and Writer, database scripts), with the
    /// name of the setting. Carried.
    pub scripts: Vec<(String, SourceText)>,
    /// Secrets present in the settings.
    pub secrets: Vec<Secret>,
    /// Settings that the route cannot reproduce.
    pub gaps: Vec<OptionGap>,
    /// Filter.
    pub filter: Filter,
    /// Transformer.
    pub transformer: Transformer,
    /// Response transformer (destinations from 3.0 on).
    pub response_transformer: Option<Transformer>,
}

/// A filter: its rules in the order in which the engine combines them.
#[derive(Debug, Clone)]
pub struct Filter {
    /// The element.
    pub span: Span,
    /// Rules, disabled ones too.
    pub rules: Vec<Element>,
}

/// A transformer: data types, templates and steps in running order.
#[derive(Debug, Clone)]
pub struct Transformer {
    /// The element.
    pub span: Span,
    /// Steps, disabled ones too.
    pub steps: Vec<Element>,
    /// Inbound data type.
    pub inbound: DataType,
    /// Outbound data type.
    pub outbound: DataType,
    /// Outbound template, decoded; `None` when absent or blank.
    pub outbound_template: Option<SourceText>,
}

/// One step or rule.
#[derive(Debug, Clone)]
pub struct Element {
    /// The element.
    pub span: Span,
    /// Number of XML elements it is made of, itself and all below. Children of an iterator are
    /// elements of their own and not counted here.
    pub n_elements: u64,
    /// Name; often empty.
    pub name: String,
    /// Sequence number as written (`3`, `1-0`), empty when missing.
    pub sequence: String,
    /// Switched on (always true before 3.7).
    pub enabled: bool,
    /// How a rule is joined to the ones before it; `None` for steps, first rules, and `NONE`.
    pub operator: Option<Operator>,
    /// What it does.
    pub kind: ElementKind,
    /// Exports before 3.5 store the JavaScript beside the data, and the engine ran that text.
    pub stored_script: Option<SourceText>,
}

/// How a rule is joined to the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `&&`.
    And,
    /// `||`.
    Or,
}

/// What a step or rule does (semantics section 3). Texts are JavaScript fragments unless said.
#[derive(Debug, Clone)]
pub enum ElementKind {
    /// Mapper.
    Mapper(Mapper),
    /// Message Builder.
    MessageBuilder(MessageBuilder),
    /// JavaScript step or rule: a script.
    JavaScript(SourceText),
    /// XSLT step.
    Xslt {
        /// Source expression.
        source: SourceText,
        /// Template expression.
        template: SourceText,
        /// Key in the channel map, plain text.
        result: String,
    },
    /// External script: a path on the legacy server, plain text.
    External(String),
    /// Destination Set Filter.
    DestinationSet(DestinationSet),
    /// Rule Builder.
    RuleBuilder(Test),
    /// Iterator step or rule.
    Iterator(Iterator),
    /// A class that is not part of the engine: its name.
    Unknown(String),
}

/// Mapper: evaluates a mapping and puts it into a map.
#[derive(Debug, Clone)]
pub struct Mapper {
    /// Key, plain text.
    pub variable: SourceText,
    /// The mapping; blank is `''`.
    pub mapping: SourceText,
    /// Default; blank is `''`.
    pub default_value: SourceText,
    /// Pairs of a Java regular expression and its replacement.
    pub replacements: Vec<(SourceText, SourceText)>,
    /// Which map.
    pub scope: Scope,
}

/// The map that a Mapper writes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// connectorMap.
    Connector,
    /// channelMap.
    Channel,
    /// globalChannelMap.
    GlobalChannel,
    /// globalMap.
    Global,
    /// responseMap.
    Response,
}

/// Message Builder: assigns a mapping to a target expression.
#[derive(Debug, Clone)]
pub struct MessageBuilder {
    /// The target, an assignable expression.
    pub target: SourceText,
    /// The mapping; blank is `''`.
    pub mapping: SourceText,
    /// Default; blank is `''`.
    pub default_value: SourceText,
    /// Pairs of a Java regular expression and its replacement.
    pub replacements: Vec<(SourceText, SourceText)>,
}

/// A field, a condition, and the values it is held against.
#[derive(Debug, Clone)]
pub struct Test {
    /// The field expression.
    pub field: SourceText,
    /// The condition.
    pub condition: Condition,
    /// Value expressions; none means `""`.
    pub values: Vec<SourceText>,
}

/// Conditions of a [`Test`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Has length.
    Exists,
    /// Has no length.
    NotExist,
    /// Equals any value.
    Equals,
    /// Equals no value.
    NotEqual,
    /// Contains any value.
    Contains,
    /// Contains no value.
    NotContain,
}

/// Destination Set Filter: takes destinations out of the set.
#[derive(Debug, Clone)]
pub struct DestinationSet {
    /// What is removed.
    pub behavior: Behavior,
    /// The destinations it names.
    pub meta_data_ids: Vec<u32>,
    /// When.
    pub test: Test,
}

/// What a Destination Set Filter removes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behavior {
    /// The named destinations.
    Remove,
    /// All others.
    RemoveAllExcept,
    /// All.
    RemoveAll,
}

/// Iterator: runs its children for each index of a target.
#[derive(Debug, Clone)]
pub struct Iterator {
    /// The expression whose length bounds the loop.
    pub target: SourceText,
    /// Name of the index variable, plain text.
    pub index: SourceText,
    /// Children in running order, disabled ones too.
    pub children: Vec<Element>,
    /// Rules only: every round has to pass (else one).
    pub intersect: bool,
    /// Rules only: stop at the first round that decides.
    pub break_early: bool,
}

/// A code template library.
#[derive(Debug, Clone)]
pub struct Library {
    /// The element.
    pub span: Span,
    /// Id.
    pub id: String,
    /// Name; libraries apply in the order of their names.
    pub name: String,
    /// New channels are enabled unless listed as disabled.
    pub include_new_channels: bool,
    /// It is enabled for every channel of a release before this one: there were no libraries then,
    /// and each template was in every channel.
    pub every_before: Option<Version>,
    /// Channels that it is enabled for.
    pub enabled_channels: Vec<String>,
    /// Channels that it is disabled for.
    pub disabled_channels: Vec<String>,
    /// Templates.
    pub templates: Vec<CodeTemplate>,
    /// Dispositions of its elements.
    pub counts: Counts,
}

/// A code template.
#[derive(Debug, Clone)]
pub struct CodeTemplate {
    /// The element.
    pub span: Span,
    /// Id.
    pub id: String,
    /// Name; templates apply in the order of their names, ignoring case.
    pub name: String,
    /// `FUNCTION`, `COMPILED_CODE` (both inlined) or `DRAG_AND_DROP_CODE` (never).
    pub kind: String,
    /// Contexts in which it applies (`SOURCE_FILTER_TRANSFORMER`, ...).
    pub contexts: Vec<String>,
    /// The code; `None` for a stub that holds only an id, a template of a plugin's own kind, and
    /// where the code is kept in a file beside the export.
    pub code: Option<SourceText>,
    /// The code stands outside of the library, and is counted there.
    pub borrowed: bool,
}

/// A piece of a channel that was exported by itself.
#[derive(Debug, Clone)]
pub struct Fragment {
    /// What it is.
    pub kind: FragmentKind,
    /// A channel around it that has nothing else.
    pub channel: Channel,
}

/// Everything that one file holds.
#[derive(Debug, Clone, Default)]
pub struct Export {
    /// Channels at any depth, in file order.
    pub channels: Vec<Channel>,
    /// Libraries that stand outside channels, in file order.
    pub libraries: Vec<Library>,
    /// Pieces of channels, in file order.
    pub fragments: Vec<Fragment>,
    /// What is about channels wherever they are exported.
    pub surroundings: Surroundings,
    /// Parts that are no connection and no library (alerts, users, server settings ...).
    pub parts: Vec<Part>,
    /// Dispositions of the elements outside channels and libraries.
    pub counts: Counts,
    /// Every element of the whole file that is unsupported and does not stand below another such
    /// one: its name behind that of its parent, and its place, in file order. Elements of steps and rules are not among them.
    pub unsupported: Vec<(String, Span)>,
    /// Secrets outside the settings of connectors (server settings, configuration map).
    pub secrets: Vec<Secret>,
    /// Other places that must not be shown.
    pub hidden: Vec<Span>,
    /// What there is to say about a part of the file that belongs to no channel.
    pub notes: Vec<Obstacle>,
}
