//! Small exports for tests: a channel of release 4.5 around the steps and rules under test.

/// What a test says about a channel; the rest is as plain as the engine writes it.
#[derive(Debug, Clone)]
pub(crate) struct Parts<'a> {
    /// `version` attribute everywhere.
    pub(crate) version: &'a str,
    /// Id.
    pub(crate) id: &'a str,
    /// Name, escaped as XML wants it.
    pub(crate) name: &'a str,
    /// Rules of the source filter, as XML.
    pub(crate) rules: &'a str,
    /// Steps of the source transformer, as XML.
    pub(crate) steps: &'a str,
    /// Outbound template of the source transformer; empty for none, escaped as XML wants it.
    pub(crate) template: &'a str,
    /// Password in the settings of a file destination; empty for none.
    pub(crate) password: &'a str,
}

impl Parts<'static> {
    /// A channel that does nothing.
    pub(crate) const PLAIN: Self = Self {
        version: "4.5.2",
        id: "3f1c2a90-0000-4000-8000-000000000001",
        name: "Riverbend ORU",
        rules: "",
        steps: "",
        template: "",
        password: "",
    };
}

impl Default for Parts<'_> {
    fn default() -> Self {
        Parts::PLAIN
    }
}

/// A Mapper step.
pub(crate) fn mapper(sequence: u32, variable: &str, mapping: &str) -> String {
    format!(
        "<com.mirth.connect.plugins.mapper.MapperStep version=\"4.5.2\">\
         <name>{variable}</name><sequenceNumber>{sequence}</sequenceNumber><enabled>true</enabled>\
         <variable>{variable}</variable><mapping>{mapping}</mapping><defaultValue></defaultValue>\
         <replacements/><scope>CHANNEL</scope></com.mirth.connect.plugins.mapper.MapperStep>\n"
    )
}

/// A JavaScript step.
pub(crate) fn script(sequence: u32, text: &str) -> String {
    format!(
        "<com.mirth.connect.plugins.javascriptstep.JavaScriptStep version=\"4.5.2\">\
         <name>script</name><sequenceNumber>{sequence}</sequenceNumber><enabled>true</enabled>\
         <script>{text}</script></com.mirth.connect.plugins.javascriptstep.JavaScriptStep>\n"
    )
}

/// A channel: Channel Reader, and a File Writer that has the password.
pub(crate) fn channel(parts: &Parts<'_>) -> String {
    let Parts { version, id, name, password, .. } = parts;
    format!(
        "<channel version=\"{version}\">\n  <id>{id}</id>\n  <nextMetaDataId>2</nextMetaDataId>\n  \
         <name>{name}</name>\n  <description></description>\n  <revision>1</revision>\n  \
         <sourceConnector version=\"{version}\">\n{source}  </sourceConnector>\n  \
         <destinationConnectors>\n    <connector version=\"{version}\">\n{destination}    \
         </connector>\n  </destinationConnectors>\n  \
         <properties version=\"{version}\">\n    <initialState>STARTED</initialState>\n  \
         </properties>\n</channel>\n",
        source = source(parts),
        destination = destination(version, password),
    )
}

fn source(parts: &Parts<'_>) -> String {
    let Parts { version, rules, steps, template, .. } = parts;
    // Releases before 3.5 have lists of their own.
    let old = ["3.0", "3.1", "3.2", "3.3", "3.4"].iter().any(|start| version.starts_with(start));
    let (step_list, rule_list) = if old { ("steps", "rules") } else { ("elements", "elements") };
    let template = match *template {
        "" => String::new(),
        text => format!("<outboundTemplate>{text}</outboundTemplate>\n      "),
    };
    format!(
        "    <metaDataId>0</metaDataId>\n    <name>sourceConnector</name>\n    <properties \
         class=\"com.mirth.connect.connectors.vm.VmReceiverProperties\" version=\"{version}\">\n      \
         <pluginProperties/>\n      <sourceConnectorProperties version=\"{version}\">\n        \
         <responseVariable>None</responseVariable>\n        \
         <respondAfterProcessing>true</respondAfterProcessing>\n        \
         <processBatch>false</processBatch>\n        <firstResponse>false</firstResponse>\n        \
         <processingThreads>1</processingThreads>\n      </sourceConnectorProperties>\n    \
         </properties>\n    <transformer version=\"{version}\">\n      <{step_list}>\n{steps}      \
         </{step_list}>\n      {template}{types}\n    </transformer>\n    \
         <filter version=\"{version}\">\n      <{rule_list}>\n{rules}      \
         </{rule_list}>\n    </filter>\n    \
         <transportName>Channel Reader</transportName>\n    <mode>SOURCE</mode>\n    \
         <enabled>true</enabled>\n    <waitForPrevious>true</waitForPrevious>\n",
        types = data_types(version),
    )
}

/// Inbound and outbound data types: HL7 v2 with the settings of a new channel.
fn data_types(version: &str) -> String {
    let class = "com.mirth.connect.plugins.datatypes.hl7v2.HL7v2";
    let properties = |name: &str| {
        format!(
            "<{name} class=\"{class}DataTypeProperties\" version=\"{version}\">\n        \
             <serializationProperties class=\"{class}SerializationProperties\" \
             version=\"{version}\">\n          <handleRepetitions>true</handleRepetitions>\n          \
             <handleSubcomponents>true</handleSubcomponents>\n          \
             <useStrictParser>false</useStrictParser>\n          \
             <useStrictValidation>false</useStrictValidation>\n          \
             <stripNamespaces>false</stripNamespaces>\n          \
             <segmentDelimiter>\\r</segmentDelimiter>\n          \
             <convertLineBreaks>true</convertLineBreaks>\n        \
             </serializationProperties>\n        \
             <deserializationProperties class=\"{class}DeserializationProperties\" \
             version=\"{version}\">\n          <useStrictParser>false</useStrictParser>\n          \
             <useStrictValidation>false</useStrictValidation>\n          \
             <segmentDelimiter>\\r</segmentDelimiter>\n        \
             </deserializationProperties>\n      </{name}>\n      "
        )
    };
    let types = "<inboundDataType>HL7V2</inboundDataType>\n      \
                 <outboundDataType>HL7V2</outboundDataType>";
    properties("inboundProperties") + &properties("outboundProperties") + types
}

fn destination(version: &str, password: &str) -> String {
    let empty = format!("<elements/>\n      {}", data_types(version));
    format!(
        "      <metaDataId>1</metaDataId>\n      <name>To EMR</name>\n      <properties \
         class=\"com.mirth.connect.connectors.file.FileDispatcherProperties\" \
         version=\"{version}\">\n        <pluginProperties/>\n        \
         <destinationConnectorProperties version=\"{version}\">\n          \
         <queueEnabled>false</queueEnabled>\n          \
         <retryIntervalMillis>10000</retryIntervalMillis>\n          \
         <retryCount>0</retryCount>\n          <threadCount>1</threadCount>\n        \
         </destinationConnectorProperties>\n        <scheme>FTP</scheme>\n        \
         <host>emr.example/in</host>\n        <outputPattern>a.hl7</outputPattern>\n        \
         <anonymous>false</anonymous>\n        <username>lab</username>\n        \
         <password>{password}</password>\n        <charsetEncoding>UTF-8</charsetEncoding>\n        \
         <template>${{message.encodedData}}</template>\n      \
         </properties>\n      <transformer version=\"{version}\">\n        {empty}\n      \
         </transformer>\n      <responseTransformer version=\"{version}\">\n        {empty}\n      \
         </responseTransformer>\n      <filter version=\"{version}\">\n        <elements/>\n      \
         </filter>\n      <transportName>File Writer</transportName>\n      \
         <mode>DESTINATION</mode>\n      <enabled>true</enabled>\n      \
         <waitForPrevious>true</waitForPrevious>\n"
    )
}
