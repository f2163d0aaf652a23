//! Endpoints of the transports that connect databases, brokers, mails and services, for tests.

use super::connection;
use crate::ir::{
    Connection,
    route::{
        Database, DatabaseReader, DatabaseWriter, Endpoint, Entry, JmsFactory, JmsListener,
        JmsPeer, JmsSender, Login, MailAttachment, MailEncryption, Polling, Query, ScriptReader,
        ScriptWriter, Secret, SmtpSender, SoapSender, Update, Value,
    },
    script::Carried,
};

fn login() -> Login {
    Login { username: "lab".to_owned(), password: Some(connection::secret_span()) }
}

/// Gives every connector the secret that its endpoint names, and the scripts of its settings.
pub(crate) fn furnish(connection: &mut Connection) {
    let destinations = connection.destinations.iter_mut().map(|d| &mut d.connector);
    for connector in std::iter::once(&mut connection.source).chain(destinations) {
        let secret = |name: &str| Secret { name: name.to_owned(), span: connection::secret_span() };
        let (names, secrets): (&[&str], bool) = match &connector.endpoint {
            Endpoint::ScriptReader(_) | Endpoint::ScriptWriter(_) => (&["script"], false),
            Endpoint::DatabaseReader(reader) if reader.select == Query::Script => {
                (&["select", "update"], false)
            }
            Endpoint::DatabaseWriter(writer) if writer.query == Query::Script => {
                (&["query"], false)
            }
            _ => (&[], true),
        };
        if secrets {
            connector.secrets.push(secret("password"));
        }
        let at = if connector.id == 0 { "source".to_owned() } else { format!("d{}", connector.id) };
        for name in names {
            let file = format!("{at}-{name}.js");
            let (text, reason) =
                ("return 1;".to_owned(), "scripts are not compiled yet".to_owned());
            let carried = Carried {
                file,
                text,
                reason,
                code: "MW3001",
                reads: Vec::new(),
                writes: Vec::new(),
            };
            connector.scripts.push(((*name).to_owned(), carried));
        }
    }
}

fn database() -> Database {
    Database {
        driver: "org.postgresql.Driver".to_owned(),
        url: "jdbc:postgresql://db.harbor.invalid/lab".to_owned(),
        url_has_secret: false,
        login: login(),
    }
}

/// A database that is polled, and marked row by row.
pub(crate) fn database_reader() -> DatabaseReader {
    DatabaseReader {
        database: database(),
        polling: Polling::every("5000"),
        select: Query::Statement("SELECT id FROM orders WHERE sent = 0".to_owned()),
        update: Query::Statement("UPDATE orders SET sent = 1 WHERE id = ${id}".to_owned()),
        when: Update::AfterMessage,
        aggregate: false,
        keep_open: true,
        retry_count: "3".to_owned(),
        retry_interval_ms: "10000".to_owned(),
        charset: "UTF-8".to_owned(),
    }
}

/// A database that is written to.
pub(crate) fn database_writer() -> DatabaseWriter {
    let query = "INSERT INTO t (a, b) VALUES (${mrn}, '100%')".to_owned();
    DatabaseWriter { database: database(), query: Query::Statement(query) }
}

fn jms_peer() -> JmsPeer {
    let broker = Value::Text("tcp://mq.harbor.invalid:61616".to_owned());
    JmsPeer {
        factory: JmsFactory::Class("com.example.Factory".to_owned()),
        properties: vec![Entry { name: "brokerURL".to_owned(), value: broker }],
        login: login(),
        destination: "lab.orders".to_owned(),
        topic: true,
        client_id: "lab1".to_owned(),
    }
}

/// A durable subscription.
pub(crate) fn jms_listener() -> JmsListener {
    JmsListener {
        peer: jms_peer(),
        selector: "site = 'north'".to_owned(),
        durable: true,
        reconnect_ms: "10000".to_owned(),
    }
}

/// A queue that is found in a directory.
pub(crate) fn jms_sender() -> JmsSender {
    let factory = JmsFactory::Directory {
        url: "tcp://directory.harbor.invalid:7222".to_owned(),
        context: "com.example.Contexts".to_owned(),
        name: "Queues".to_owned(),
    };
    let peer = JmsPeer { factory, topic: false, client_id: String::new(), ..jms_peer() };
    JmsSender { peer, template: "${message.encodedData}".to_owned() }
}

/// A mail with a header, a secret one, and an attachment.
pub(crate) fn smtp_sender() -> SmtpSender {
    let text = |text: &str| text.to_owned();
    SmtpSender {
        host: text("mail.harbor.invalid"),
        port: text("465"),
        local: Some((text("10.0.0.1"), text("0"))),
        timeout_ms: text("5000"),
        encryption: MailEncryption::Tls,
        login: Some(login()),
        to: text("a@harbor.invalid, b@harbor.invalid"),
        from: text("engine@harbor.invalid"),
        cc: String::new(),
        bcc: String::new(),
        reply_to: String::new(),
        headers: vec![
            Entry { name: text("X-Priority"), value: Value::Text(text("1")) },
            Entry { name: text("X-Token"), value: Value::Secret(connection::secret_span()) },
        ],
        headers_variable: None,
        subject: text("Critical {{${test}}}"),
        charset: text("UTF-8"),
        html: false,
        body: text("# ${value}"),
        attachments: vec![MailAttachment {
            name: text("result.hl7"),
            content: text("${message.encodedData}"),
            mime_type: text("text/plain"),
        }],
        attachments_variable: None,
    }
}

/// A call of a web service.
pub(crate) fn soap_sender() -> SoapSender {
    let text = |text: &str| text.to_owned();
    SoapSender {
        wsdl: text("http://soap.harbor.invalid/service?wsdl"),
        service: text("{urn:x}Service"),
        port: text("{urn:x}Port"),
        operation: text("accept"),
        location: text("https://soap.harbor.invalid/service"),
        described_location: String::new(),
        timeout_ms: text("30000"),
        login: Some(login()),
        envelope: text(
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>\
             ${message.encodedData}</e:Body></e:Envelope>",
        ),
        secret_envelope: false,
        one_way: false,
        headers: vec![Entry { name: text("X-Lab"), value: Value::Text(text("north")) }],
        headers_variable: None,
        mtom: false,
        action: text("urn:accept"),
    }
}

/// A script that makes messages.
pub(crate) fn script_reader() -> ScriptReader {
    ScriptReader { polling: Polling::every("60000") }
}

/// Every endpoint above that stands at a destination.
pub(crate) fn senders() -> Vec<Endpoint> {
    vec![
        Endpoint::DatabaseWriter(Box::new(database_writer())),
        Endpoint::JmsSender(Box::new(jms_sender())),
        Endpoint::SmtpSender(Box::new(smtp_sender())),
        Endpoint::SoapSender(Box::new(soap_sender())),
        Endpoint::ScriptWriter(ScriptWriter),
    ]
}
