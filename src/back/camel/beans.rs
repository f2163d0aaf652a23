//! The beans of a connection: what the runtime has to know beside the mapping class.

use super::{
    Context,
    bean::{Properties, bean, put, put_text},
    data_type, destination,
    queue::stores,
    transport::{self, Transport},
    yaml::Yaml,
};
use crate::ir::{
    Connector, Destination,
    route::{DataType, Endpoint, Hl7v2, Reply},
};

/// The beans, each after those that it refers to.
pub(super) fn beans(context: &Context<'_>) -> Vec<Yaml> {
    let types = types(context);
    let mut beans = vec![connection(context)];
    for (index, ty) in types.iter().enumerate() {
        beans.push(bean(context, &type_name(index), "DataType", data_type(ty)));
    }
    let maker = Maker { context, types };
    beans.extend(maker.source());
    for destination in context.connection.destinations.iter().filter(|d| d.connector.enabled) {
        beans.extend(maker.destination(destination));
    }
    beans
}

fn connection(context: &Context<'_>) -> Yaml {
    let connection = context.connection;
    let mut properties = Vec::new();
    put_text(&mut properties, "id", &connection.id);
    put_text(&mut properties, "name", &connection.name);
    put(&mut properties, "mapping", format!("mappings.{}", context.class));
    for (name, carried) in &connection.scripts {
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        put_text(&mut properties, &format!("scripts.{}", name.to_ascii_lowercase()), &carried.file);
    }
    bean(context, "", "Connection", properties)
}

fn type_name(index: usize) -> String {
    format!("type{}", index + 1)
}

/// The data types of the connection, each once, in the order of their first use.
fn types<'a>(context: &Context<'a>) -> Vec<&'a DataType> {
    let connection = context.connection;
    let enabled = connection.destinations.iter().filter(|d| d.connector.enabled);
    let mut all = vec![&connection.source.inbound, &connection.source.outbound];
    for destination in enabled {
        all.extend([&destination.connector.inbound, &destination.connector.outbound]);
        all.extend(
            destination.response_types.iter().flat_map(|(inbound, outbound)| [inbound, outbound]),
        );
    }
    let mut types: Vec<&DataType> = Vec::new();
    for ty in all {
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    types
}

fn data_type(ty: &DataType) -> Properties {
    let mut properties = Vec::new();
    put_text(&mut properties, "type", ty.name());
    match ty {
        DataType::Hl7v2(hl7) => hl7_properties(&mut properties, hl7),
        DataType::Xml { strip_namespaces } | DataType::Hl7v3 { strip_namespaces } => {
            put(&mut properties, "stripNamespaces", *strip_namespaces);
        }
        other => data_type::put_text_type(&mut properties, other),
    }
    properties
}

fn hl7_properties(out: &mut Properties, hl7: &Hl7v2) {
    for (name, value) in [
        ("repetitions", hl7.repetitions),
        ("subcomponents", hl7.subcomponents),
        ("strictReader", hl7.strict_reader),
        ("strictWriter", hl7.strict_writer),
        ("strictValidation", hl7.strict_validation),
        ("stripNamespaces", hl7.strip_namespaces),
        ("convertLineBreaks", hl7.convert_line_breaks),
        ("honourMsh15", hl7.acknowledgement.honour_msh15),
        ("checkControlId", hl7.validation.check_control_id),
    ] {
        put(out, name, value);
    }
    let ack = &hl7.acknowledgement;
    let check = &hl7.validation;
    for (name, text) in [
        ("readerDelimiter", hl7.reader_delimiter.as_deref()),
        ("writerDelimiter", hl7.writer_delimiter.as_deref()),
        ("ackDelimiter", ack.delimiter.as_deref()),
        ("ackDateFormat", ack.date_format.as_deref()),
        ("ackSuccessCode", Some(ack.success.0.as_str())),
        ("ackSuccessText", Some(ack.success.1.as_str())),
        ("ackErrorCode", Some(ack.error.0.as_str())),
        ("ackErrorText", Some(ack.error.1.as_str())),
        ("ackRejectedCode", Some(ack.rejected.0.as_str())),
        ("ackRejectedText", Some(ack.rejected.1.as_str())),
        ("successCodes", Some(check.success_codes.as_str())),
        ("errorCodes", Some(check.error_codes.as_str())),
        ("rejectedCodes", Some(check.rejected_codes.as_str())),
        ("controlIdSource", check.control_id_source.as_deref()),
        ("controlIdVariable", Some(check.control_id_variable.as_str())),
    ] {
        if let Some(text) = text {
            put_text(out, name, text);
        }
    }
}

/// Where the settings of a destination stand in the properties file.
fn part_of(connector: &Connector) -> String {
    format!("d{}", connector.id)
}

struct Maker<'a> {
    context: &'a Context<'a>,
    types: Vec<&'a DataType>,
}

impl Maker<'_> {
    /// Properties that every stage has.
    fn stage(&self) -> Properties {
        vec![("connection".to_owned(), format!("#bean:{}", self.context.slug).into())]
    }

    fn put_types(&self, out: &mut Properties, inbound: &DataType, outbound: &DataType) {
        for (name, ty) in [("inbound", inbound), ("outbound", outbound)] {
            let index = self.types.iter().position(|known| *known == ty).unwrap_or_default();
            put(out, name, format!("#bean:{}", self.context.name(&type_name(index))));
        }
    }

    fn connector(&self, connector: &Connector) -> Properties {
        let mut properties = self.stage();
        put(&mut properties, "connector", i32::try_from(connector.id).unwrap_or(i32::MAX));
        put_text(&mut properties, "name", &connector.name);
        self.put_types(&mut properties, &connector.inbound, &connector.outbound);
        // Without a script the text passes without being parsed.
        put(&mut properties, "passThrough", connector.script.is_none());
        properties
    }

    /// How bytes become text at an endpoint that has a character set.
    fn put_charset(&self, out: &mut Properties, at: &str, endpoint: &Endpoint) {
        let Some(binary) = transport::of(endpoint).and_then(Transport::binary) else { return };
        put(out, "binary", binary);
        if self.context.has(at, "charset") {
            put(out, "charset", self.context.placeholder(at, "charset"));
        }
    }

    /// The transport of the source, where it has a route.
    fn transport(&self) -> Option<&dyn Transport> {
        let transport = transport::of(&self.context.connection.source.endpoint);
        transport.filter(|_| self.context.manual_tasks(0).is_empty())
    }

    /// What else the transport of the source wants to be known where messages come.
    fn put_receive(&self, out: &mut Properties) {
        if let Some(transport) = self.transport() {
            transport.receive(out, self.context, "in");
        }
    }

    fn source(&self) -> Vec<Yaml> {
        let Connector { endpoint, .. } = &self.context.connection.source;
        let connector = &self.context.connection.source;
        let mut receive = self.stage();
        self.put_charset(&mut receive, "in", endpoint);
        self.put_receive(&mut receive);
        let stored = stores(self.context.connection);
        let mut finish = self.stage();
        put(&mut finish, "stored", stored);
        let mut beans = Vec::new();
        if let Some(transport) = self.transport() {
            beans.extend(transport.beans(self.context, "in"));
            beans.extend(self.splitter());
        }
        beans.push(bean(self.context, "receive", "Receive", receive));
        if stored {
            beans.push(bean(self.context, "restore", "Restore", self.stage()));
        }
        beans.push(bean(self.context, "source", "SourceStage", self.connector(connector)));
        beans.push(bean(self.context, "finish", "Finish", finish));
        beans.push(bean(self.context, "failure", "Failure", self.stage()));
        beans.push(bean(self.context, "reply", "ReplyStage", self.reply()));
        beans
    }

    /// The beans that cut a batch and choose its reply; none where nothing is cut.
    fn splitter(&self) -> Vec<Yaml> {
        let intake = &self.context.connection.intake;
        let Some(split) = intake.split.as_ref().filter(|_| intake.batch) else { return Vec::new() };
        let source = &self.context.connection.source;
        let mut cut = self.stage();
        let index = self.types.iter().position(|known| **known == source.inbound);
        let name = type_name(index.unwrap_or_default());
        put(&mut cut, "inbound", format!("#bean:{}", self.context.name(&name)));
        put_text(&mut cut, "split", &split.kind);
        put(&mut cut, "stream", matches!(source.endpoint, Endpoint::TcpListener(_)));
        if transport::of(&source.endpoint).and_then(Transport::binary).is_some() {
            put(&mut cut, "charset", self.context.placeholder("in", "charset"));
        }
        self.put_receive(&mut cut);
        for (name, value) in &split.settings {
            put_text(&mut cut, name, value);
        }
        let first = vec![("first".to_owned(), intake.first_response.into())];
        vec![
            bean(self.context, "split", "Splitter", cut),
            bean(self.context, "answers", "BatchReply", first),
        ]
    }

    fn reply(&self) -> Properties {
        let connection = self.context.connection;
        let mut properties = self.stage();
        let reply = match &connection.intake.reply {
            Reply::None => "none",
            Reply::BeforeProcessing => "before",
            Reply::AfterSource => "source",
            Reply::AfterDestinations => "destinations",
            Reply::Postprocessor => "postprocessor",
            Reply::Entry(_) => "entry",
        };
        put(&mut properties, "reply", reply);
        if let Reply::Entry(entry) = &connection.intake.reply {
            put_text(&mut properties, "entry", entry);
        }
        self.put_types(&mut properties, &connection.source.inbound, &connection.source.outbound);
        self.put_charset(&mut properties, "in", &connection.source.endpoint);
        if let Some(transport) = self.transport() {
            transport.reply(&mut properties, self.context, "in");
        }
        let transport = transport::of(&connection.source.endpoint);
        if let Some(raises) = transport.and_then(Transport::raises) {
            // A file of several messages has no status of its own.
            let raises = if connection.intake.batch { "failure" } else { raises };
            put(&mut properties, "raise", raises);
        }
        properties
    }

    fn destination(&self, destination: &Destination) -> Vec<Yaml> {
        let connector = &destination.connector;
        let part = format!("d{}", connector.id);
        let routed = destination::is_routed(self.context, destination);
        let queued = routed && destination.queue.enabled;
        let mut beans = Vec::new();
        if let Some(transport) = transport::of(&connector.endpoint).filter(|_| routed) {
            beans.extend(transport.beans(self.context, &part));
        }
        beans.push(bean(
            self.context,
            &part,
            "DestinationStage",
            self.destination_stage(destination, queued),
        ));
        let response = self.response_stage(destination, routed);
        beans.push(bean(self.context, &format!("{part}-response"), "ResponseStage", response));
        if queued {
            let mut restore = self.stage();
            put(&mut restore, "destination", format!("#bean:{}", self.context.name(&part)));
            put(&mut restore, "regenerateTemplate", destination.queue.regenerate_template);
            put(&mut restore, "runScriptAgain", destination.queue.include_filter_transformer);
            beans.push(bean(self.context, &format!("{part}-restore"), "Restore", restore));
        }
        beans
    }

    fn destination_stage(&self, destination: &Destination, queued: bool) -> Properties {
        let connector = &destination.connector;
        let mut properties = self.connector(connector);
        let chains = self.context.connection.chains();
        let chain =
            chains.iter().position(|chain| chain.iter().any(|d| d.connector.id == connector.id));
        put(
            &mut properties,
            "chain",
            i32::try_from(chain.unwrap_or_default() + 1).unwrap_or(i32::MAX),
        );
        let queue = match (queued, destination.queue.send_first) {
            (false, _) => "none",
            (true, true) => "after-attempts",
            (true, false) => "always",
        };
        put(&mut properties, "queue", queue);
        self.put_charset(&mut properties, &format!("d{}", connector.id), &connector.endpoint);
        if let Some(transport) = transport::of(&connector.endpoint) {
            transport.stage(&mut properties, self.context, &part_of(connector));
        }
        properties
    }

    fn response_stage(&self, destination: &Destination, routed: bool) -> Properties {
        let id = destination.connector.id;
        let mut properties = self.stage();
        put(
            &mut properties,
            "destination",
            format!("#bean:{}", self.context.name(&format!("d{id}"))),
        );
        let validates =
            transport::of(&destination.connector.endpoint).is_none_or(Transport::validates);
        put(&mut properties, "validate", validates && destination.queue.validate_response);
        if routed && destination.queue.retry_count != "0" {
            put(
                &mut properties,
                "retries",
                self.context.placeholder(&format!("d{id}"), "retry.count"),
            );
        }
        if let Some(transport) = transport::of(&destination.connector.endpoint) {
            transport.response(&mut properties, self.context, &part_of(&destination.connector));
        }
        if let Some((inbound, outbound)) = &destination.response_types {
            self.put_types(&mut properties, inbound, outbound);
        }
        put(&mut properties, "passThrough", destination.response.is_none());
        properties
    }
}
