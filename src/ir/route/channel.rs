//! Hand-over between connections of one engine.

/// Settings of a hand-over to another channel.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelWriter {
    /// Id of the channel; `none` hands over to nobody.
    pub channel: String,
    /// What is handed over, with its `${...}`.
    pub template: String,
    /// Names of map entries that go along in the source map.
    pub map_variables: Vec<String>,
}
