//! Connections made by hand, for tests of checker, plan and back ends.

use crate::{
    ir::{
        Connection, Connector, Destination, Origin,
        connection::Membership,
        disposition::Counts,
        route::{
            AckValidation, Acknowledgement, AfterFile, ChannelWriter, DataType, Dialling, Endpoint,
            Entry, FileReader, FileScheme, FileWriter, Framing, Hl7v2, HttpBody, HttpListener,
            HttpSender, Intake, OnExisting, Pairs, Polling, Protocol, Queue, Remote, Reply, S3,
            Sftp, TcpListener, TcpSender, Unmapped, Value,
        },
    },
    span::{Files, Span},
};

/// A file of three lines, and a span over the first two.
pub(crate) fn export() -> (Files, Span) {
    let mut files = Files::default();
    let file = files.add("harbor.xml", "<channel>\n</channel>\n\n");
    (files, Span::new(file, 0..20))
}

/// A connection with this source and these destinations.
pub(crate) fn connection(source: Endpoint, destinations: Vec<Destination>) -> Connection {
    let (_, span) = export();
    Connection {
        id: "5a9c6a1e-0000-4000-8000-000000000001".to_owned(),
        name: "Harbor ORU".to_owned(),
        description: String::new(),
        origin: Origin {
            file: "harbor.xml".to_owned(),
            sha256: "ab".repeat(32),
            release: "Mirth 3.8.0".to_owned(),
            lines: (1, 2),
            span,
            name_span: span,
        },
        enabled: true,
        membership: Membership::default(),
        initial_state: "STARTED".to_owned(),
        attachments: None,
        source: connector(0, "Source", source),
        intake: Intake {
            reply: Reply::AfterSource,
            respond_after_processing: true,
            batch: false,
            split: None,
            first_response: false,
            threads: "1".to_owned(),
        },
        destinations,
        scripts: Vec::new(),
        libraries: Vec::new(),
        undeployable: None,
        blocked: false,
        elements: Counts::default(),
        statements: Counts::default(),
        tasks: Vec::new(),
    }
}

/// A connector without a script.
pub(crate) fn connector(id: u32, name: &str, endpoint: Endpoint) -> Connector {
    Connector {
        id,
        name: name.to_owned(),
        enabled: true,
        transport: transport(&endpoint).to_owned(),
        endpoint,
        span: export().1,
        lines: (1, 2),
        inbound: hl7(),
        outbound: hl7(),
        script: None,
        scripts: Vec::new(),
        secrets: Vec::new(),
        gaps: Vec::new(),
    }
}

fn transport(endpoint: &Endpoint) -> &str {
    match endpoint {
        Endpoint::TcpListener(_) => "TCP Listener",
        Endpoint::TcpSender(_) => "TCP Sender",
        Endpoint::FileReader(_) => "File Reader",
        Endpoint::FileWriter(_) => "File Writer",
        Endpoint::ChannelReader => "Channel Reader",
        Endpoint::ChannelWriter(_) => "Channel Writer",
        Endpoint::HttpListener(_) => "HTTP Listener",
        Endpoint::HttpSender(_) => "HTTP Sender",
        Endpoint::DatabaseReader(_) => "Database Reader",
        Endpoint::DatabaseWriter(_) => "Database Writer",
        Endpoint::JmsListener(_) => "JMS Listener",
        Endpoint::JmsSender(_) => "JMS Sender",
        Endpoint::SmtpSender(_) => "SMTP Sender",
        Endpoint::SoapListener(_) => "Web Service Listener",
        Endpoint::SoapSender(_) => "Web Service Sender",
        Endpoint::ScriptReader(_) => "JavaScript Reader",
        Endpoint::ScriptWriter(_) => "JavaScript Writer",
        Endpoint::DocumentWriter(_) => "Document Writer",
        Endpoint::DicomListener(_) => "DICOM Listener",
        Endpoint::DicomSender(_) => "DICOM Sender",
        Endpoint::Unmapped(unmapped) => &unmapped.transport,
    }
}

/// A destination that runs after the one before it, without a queue.
pub(crate) fn destination(id: u32, endpoint: Endpoint) -> Destination {
    Destination {
        connector: connector(id, &format!("Destination {id}"), endpoint),
        wait_for_previous: true,
        queue: Queue {
            enabled: false,
            send_first: false,
            retry_interval_ms: "10000".to_owned(),
            retry_count: "0".to_owned(),
            regenerate_template: false,
            include_filter_transformer: false,
            rotate: false,
            threads: "1".to_owned(),
            thread_variable: String::new(),
            validate_response: true,
        },
        response_types: Some((hl7(), hl7())),
        response: None,
    }
}

/// HL7 v2 with the legacy engine's defaults.
pub(crate) fn hl7() -> DataType {
    let pair = |code: &str, text: &str| (code.to_owned(), text.to_owned());
    DataType::Hl7v2(Box::new(Hl7v2 {
        repetitions: true,
        subcomponents: true,
        strict_reader: false,
        strict_writer: false,
        strict_validation: false,
        strip_namespaces: false,
        reader_delimiter: Some("\\r".to_owned()),
        writer_delimiter: Some("\\r".to_owned()),
        convert_line_breaks: true,
        batch_split: None,
        acknowledgement: Acknowledgement {
            delimiter: Some("\\r".to_owned()),
            success: pair("AA", ""),
            error: pair("AE", "An Error Occurred Processing Message."),
            rejected: pair("AR", "Message Rejected."),
            honour_msh15: false,
            date_format: Some("yyyyMMddHHmmss.SSS".to_owned()),
        },
        validation: AckValidation {
            success_codes: "AA,CA".to_owned(),
            error_codes: "AE,CE".to_owned(),
            rejected_codes: "AR,CR".to_owned(),
            check_control_id: true,
            control_id_source: Some("Destination_Encoded".to_owned()),
            control_id_variable: String::new(),
        },
    }))
}

const TEMPLATE: &str = "${message.encodedData}";

/// An MLLP listener.
pub(crate) fn tcp_listener() -> TcpListener {
    TcpListener {
        host: "0.0.0.0".to_owned(),
        port: "6661".to_owned(),
        framing: Framing::mllp(),
        dialling: Dialling::Server,
        max_connections: "10".to_owned(),
        receive_timeout_ms: "0".to_owned(),
        buffer_bytes: "65536".to_owned(),
        keep_open: true,
        charset: "DEFAULT_ENCODING".to_owned(),
        binary: false,
        reply_to: None,
    }
}

/// An MLLP sender.
pub(crate) fn tcp_sender() -> TcpSender {
    TcpSender {
        host: "lis.harbor.invalid".to_owned(),
        port: "6662".to_owned(),
        framing: Framing::mllp(),
        local: None,
        server_mode: false,
        send_timeout_ms: "5000".to_owned(),
        buffer_bytes: "65536".to_owned(),
        keep_open: false,
        check_remote_host: true,
        response_timeout_ms: "5000".to_owned(),
        ignore_response: false,
        queue_on_timeout: true,
        binary: false,
        charset: "ISO-8859-1".to_owned(),
        template: TEMPLATE.to_owned(),
    }
}

/// A reader of a local folder.
pub(crate) fn file_reader() -> FileReader {
    FileReader {
        scheme: FileScheme::Local,
        directory: "/data/harbor/in".to_owned(),
        pattern: "*.hl7".to_owned(),
        regex: false,
        recursive: false,
        ignore_dot: true,
        polling: Polling::every("5000"),
        after: AfterFile::Move { directory: "/data/harbor/done".to_owned(), name: String::new() },
        after_error: None,
        after_failure: AfterFile::Keep,
        min_age_ms: Some("1000".to_owned()),
        min_bytes: "0".to_owned(),
        max_bytes: None,
        sort_by: "date".to_owned(),
        binary: false,
        charset: "UTF-8".to_owned(),
    }
}

/// A writer to a local folder.
pub(crate) fn file_writer() -> FileWriter {
    FileWriter {
        scheme: FileScheme::Local,
        directory: "/data/harbor/out".to_owned(),
        name: "${message.messageId}.hl7".to_owned(),
        on_existing: OnExisting::Append,
        temporary: false,
        binary: false,
        charset: "UTF-8".to_owned(),
        template: TEMPLATE.to_owned(),
    }
}

/// A folder on an SFTP server, with a key.
pub(crate) fn remote() -> Remote {
    Remote {
        protocol: Protocol::Sftp(Sftp {
            password: false,
            key_file: Some("/etc/mapwright/harbor.key".to_owned()),
            passphrase: None,
            host_key: "yes".to_owned(),
            known_hosts: "/etc/mapwright/known_hosts".to_owned(),
            library: Vec::new(),
        }),
        host: "sftp.harbor.invalid".to_owned(),
        port: String::new(),
        folder: "out/lab".to_owned(),
        user: "lab".to_owned(),
        password: Some(secret_span()),
        anonymous: false,
        timeout_ms: "10000".to_owned(),
    }
}

/// Where the secret of a connection stands.
pub(crate) fn secret_span() -> Span {
    let (_, span) = export();
    Span::new(span.file, 3..7)
}

/// A named text.
pub(crate) fn entry(name: &str, value: &str) -> Entry {
    Entry { name: name.to_owned(), value: Value::Text(value.to_owned()) }
}

/// A bucket.
pub(crate) fn bucket() -> S3 {
    S3 {
        region: "eu-central-1".to_owned(),
        default_credentials: false,
        temporary_credentials: false,
        metadata: Vec::new(),
    }
}

fn body() -> HttpBody {
    HttpBody {
        xml: false,
        multipart: true,
        metadata: false,
        binary_types: "application/.*(?<!json|xml)$".to_owned(),
        binary_regex: true,
    }
}

/// An HTTP port.
pub(crate) fn http_listener() -> HttpListener {
    HttpListener {
        host: "0.0.0.0".to_owned(),
        port: "8081".to_owned(),
        path: "lab/orders/".to_owned(),
        timeout_ms: "30000".to_owned(),
        body: body(),
        content_type: "text/plain".to_owned(),
        binary: false,
        status: "${status}".to_owned(),
        headers: Pairs::Fixed(vec![entry("Cache-Control", "no-store")]),
        charset: "UTF-8".to_owned(),
        static_resources: 0,
    }
}

/// A caller of an HTTP peer, without authentication.
pub(crate) fn http_sender() -> HttpSender {
    HttpSender {
        url: "https://emr.harbor.invalid:8443/api".to_owned(),
        secret_in_url: false,
        method: "post".to_owned(),
        headers: Pairs::Fixed(Vec::new()),
        parameters: Pairs::Fixed(Vec::new()),
        content: TEMPLATE.to_owned(),
        content_type: "application/hl7-v2".to_owned(),
        binary: false,
        multipart: false,
        charset: "UTF-8".to_owned(),
        body: body(),
        proxy: None,
        login: None,
        timeout_ms: "30000".to_owned(),
    }
}

/// A hand-over to another channel.
pub(crate) fn channel_writer() -> ChannelWriter {
    ChannelWriter {
        channel: "5a9c6a1e-0000-4000-8000-000000000002".to_owned(),
        template: TEMPLATE.to_owned(),
        map_variables: vec!["mrn".to_owned()],
    }
}

/// A transport without a route.
pub(crate) fn unmapped() -> Endpoint {
    Endpoint::Unmapped(Unmapped {
        transport: "Serial Writer".to_owned(),
        host: None,
        port: None,
        path: Some("/dev/ttyS0".to_owned()),
    })
}
