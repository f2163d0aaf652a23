//! Tests of the routes of transports that connect databases, brokers, mails, services, scripts.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::super::tests::{check_placeholders, emit, route};
use crate::{
    ir::{
        Connection,
        route::{Endpoint, MailEncryption, Polling, Query, ScriptWriter, Split, Update, Value},
    },
    suite::{connection as suite, transports},
};

/// A connection with these endpoints, its secrets and its scripts.
fn connection(source: Endpoint, senders: Vec<Endpoint>) -> Connection {
    let numbered = (1..).zip(senders);
    let destinations = numbered.map(|(id, sender)| suite::destination(id, sender)).collect();
    let mut connection = suite::connection(source, destinations);
    transports::furnish(&mut connection);
    connection
}

/// A connection whose source cuts what it takes.
fn batch(source: Endpoint) -> Connection {
    let mut connection = connection(source, Vec::new());
    connection.intake.batch = true;
    connection.intake.split = Some(Split {
        data_type: "XML".to_owned(),
        kind: "Level".to_owned(),
        settings: vec![("level".to_owned(), "1".to_owned())],
    });
    connection
}

fn database_reader(change: impl FnOnce(&mut crate::ir::route::DatabaseReader)) -> Endpoint {
    let mut reader = transports::database_reader();
    change(&mut reader);
    Endpoint::DatabaseReader(Box::new(reader))
}

#[test]
fn routes_of_other_transports_are_as_reviewed() {
    let script = database_reader(|r| (r.select, r.update) = (Query::Script, Query::Script));
    let listener = || Endpoint::JmsListener(Box::new(transports::jms_listener()));
    let mut stored = connection(listener(), Vec::new());
    stored.intake.respond_after_processing = false;
    let rows = database_reader(|r| r.aggregate = true);
    let batches = [("database-batch", batch(rows)), ("broker-batch", batch(listener()))];
    for (name, connection) in batches {
        let (yaml, _) = emit(connection);
        insta::assert_snapshot!(name, yaml);
    }
    for (name, connection) in [
        ("database", connection(database_reader(|_| {}), transports::senders())),
        ("database-script", connection(script, Vec::new())),
        ("broker", connection(listener(), Vec::new())),
        ("broker-stored", stored),
        ("script", connection(Endpoint::ScriptReader(transports::script_reader()), Vec::new())),
    ] {
        let (yaml, properties) = emit(connection);
        check_placeholders(&yaml, &properties);
        insta::assert_snapshot!(name, format!("{yaml}\n=== properties\n{properties}"));
    }
}

/// What is run after a poll, and how rows arrive.
#[test]
fn updates_are_run_when_the_legacy_engine_runs_them() {
    for (when, aggregate, option, per_row) in [
        (Update::Never, false, None, None),
        (Update::AfterMessage, false, Some("onConsume"), Some(true)),
        (Update::AfterPoll, false, Some("onConsumeBatchComplete"), Some(false)),
        (Update::AfterMessage, true, Some("onConsume"), Some(true)),
        // A batch that failed must not count as done, so this is after the one message.
        (Update::AfterPoll, true, Some("onConsume"), Some(false)),
    ] {
        let source = database_reader(|r| (r.when, r.aggregate) = (when, aggregate));
        let (yaml, _) = emit(connection(source, Vec::new()));
        let route = route(&yaml, "harbor-oru-in");
        let options = &route["from"]["parameters"];
        let found = ["onConsume", "onConsumeBatchComplete"];
        let found: Vec<_> = found.into_iter().filter(|name| options.get(name).is_some()).collect();
        assert_eq!(found, Vec::from_iter(option), "{when:?} {aggregate}");
        assert_eq!(options["useIterator"], json!(!aggregate));
        let per_row_found = yaml.split("perRow: ").nth(1).and_then(|rest| rest.lines().next());
        assert_eq!(per_row_found.map(|word| word == "true"), per_row, "{when:?} {aggregate}");
    }
}

type Change = fn(&mut Connection);

fn sender<'c, T>(
    connection: &'c mut Connection,
    pick: impl FnOnce(&'c mut Endpoint) -> Option<&'c mut T>,
) -> &'c mut T {
    pick(&mut connection.destinations[0].connector.endpoint).expect("an endpoint of that kind")
}

macro_rules! of {
    ($connection:expr, $kind:ident) => {
        sender($connection, |endpoint| match endpoint {
            Endpoint::$kind(inner) => Some(inner),
            _ => None,
        })
    };
}

/// Which endpoint a case begins with: its place among [`transports::senders`].
const DATABASE: usize = 0;
const JMS: usize = 1;
const SMTP: usize = 2;
const SOAP: usize = 3;

#[test]
fn what_cannot_be_exact_has_no_route() {
    let cases: &[(usize, Change, bool)] = &[
        (DATABASE, |_| {}, true),
        (DATABASE, |c| of!(c, DatabaseWriter).database.url = "${url}".to_owned(), false),
        (DATABASE, |c| of!(c, DatabaseWriter).database.url = String::new(), false),
        (DATABASE, |c| of!(c, DatabaseWriter).database.url_has_secret = true, false),
        (
            DATABASE,
            |c| of!(c, DatabaseWriter).database.driver = "Please Select One".to_owned(),
            false,
        ),
        (DATABASE, |c| of!(c, DatabaseWriter).database.login.username = "${u}".to_owned(), false),
        (DATABASE, |c| of!(c, DatabaseWriter).database.login.username.clear(), true),
        (JMS, |_| {}, true),
        (JMS, |c| of!(c, JmsSender).peer.destination = "lab.${site}".to_owned(), false),
        (JMS, |c| of!(c, JmsSender).peer.destination = "a?b=c".to_owned(), false),
        (JMS, |c| of!(c, JmsSender).peer.properties[0].value = Value::Mixed, false),
        (SMTP, |_| {}, true),
        (SMTP, |c| c.destinations[0].connector.secrets[0].name = "body".to_owned(), false),
        (DATABASE, |c| c.destinations[0].connector.secrets[0].name = "query".to_owned(), false),
        (SMTP, |c| of!(c, SmtpSender).port = "${port}".to_owned(), false),
        (SMTP, |c| of!(c, SmtpSender).timeout_ms = String::new(), false),
        (SMTP, |c| of!(c, SmtpSender).local = Some(("h".into(), "x".into())), false),
        (SMTP, |c| of!(c, SmtpSender).login = None, true),
        (SMTP, |c| of!(c, SmtpSender).login.as_mut().unwrap().password = None, false),
        (SOAP, |c| of!(c, SoapSender).login.as_mut().unwrap().username.clear(), false),
        (SOAP, |_| {}, true),
        (SOAP, |c| of!(c, SoapSender).mtom = true, false),
        (SOAP, |c| of!(c, SoapSender).secret_envelope = true, false),
        (SOAP, |c| of!(c, SoapSender).envelope = "<x/>".to_owned(), false),
        (SOAP, |c| of!(c, SoapSender).location.clear(), false),
        (SOAP, |c| of!(c, SoapSender).location = "http://h/?a=b".to_owned(), false),
        (SOAP, |c| of!(c, SoapSender).location = "ftp://h/".to_owned(), false),
        (SOAP, |c| of!(c, SoapSender).location = "http://${h}/".to_owned(), false),
    ];
    for (index, (start, change, routed)) in cases.iter().enumerate() {
        let mut made =
            connection(Endpoint::ChannelReader, vec![transports::senders().remove(*start)]);
        change(&mut made);
        let (yaml, properties) = emit(made);
        check_placeholders(&yaml, &properties);
        let attempt = route(&yaml, "harbor-oru-d1").to_string();
        assert_eq!(attempt.contains("\"throwException\":"), !routed, "case {index}: {attempt}");
        assert!(properties.contains(&format!("\nharbor-oru.auto={routed}\n")), "case {index}");
    }
}

/// What encrypts a mail, and what goes with it.
#[test]
fn mails_are_encrypted_as_before() {
    for (encryption, scheme, starttls) in [
        (MailEncryption::None, "smtp:", false),
        (MailEncryption::StartTls, "smtp:", true),
        (MailEncryption::Tls, "smtps:", false),
    ] {
        let mut mail = transports::smtp_sender();
        mail.encryption = encryption;
        let mail = Endpoint::SmtpSender(Box::new(mail));
        let (yaml, _) = emit(connection(Endpoint::ChannelReader, vec![mail]));
        let attempt = route(&yaml, "harbor-oru-d1").to_string();
        assert!(attempt.contains(&format!("\"uri\":\"{scheme}")), "{attempt}");
        assert_eq!(attempt.contains("starttls"), starttls, "{attempt}");
    }
}

/// A queue with a script behind it has its settings, although the script itself has none.
#[test]
fn scripts_have_queues_and_retries() {
    let mut made = connection(Endpoint::ChannelReader, vec![Endpoint::ScriptWriter(ScriptWriter)]);
    made.destinations[0].queue.enabled = true;
    made.destinations[0].queue.retry_count = "2".to_owned();
    let (yaml, properties) = emit(made);
    check_placeholders(&yaml, &properties);
    assert!(properties.contains("harbor-oru.d1.retry.interval="));
    assert_ne!(route(&yaml, "harbor-oru-d1-queue"), Json::Null);
}

/// A source that nothing can wake has no route.
#[test]
fn scripts_run_at_their_times_only() {
    let mut reader = transports::script_reader();
    reader.polling = Polling::every("${often}");
    let (yaml, properties) = emit(connection(Endpoint::ScriptReader(reader), Vec::new()));
    assert_eq!(route(&yaml, "harbor-oru-in"), Json::Null);
    assert!(properties.contains("\nharbor-oru.auto=false\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever stands in the settings, the files stay ASCII, parse, and name no key twice.
    #[test]
    fn texts_of_settings_cannot_break_out(text in "(?s).{0,20}|[\r\n#\"'{}$&?%: -]{0,8}") {
        let mut senders = transports::senders();
        for sender in &mut senders {
            match sender {
                Endpoint::DatabaseWriter(to) => {
                    to.query = Query::Statement(text.clone());
                    to.database.url.clone_from(&text);
                }
                Endpoint::JmsSender(to) => to.peer.properties[0].name.clone_from(&text),
                Endpoint::SmtpSender(to) => {
                    to.subject.clone_from(&text);
                    to.headers[0].value = Value::Text(text.clone());
                    to.attachments[0].name.clone_from(&text);
                }
                Endpoint::SoapSender(to) => to.location.clone_from(&text),
                _ => {}
            }
        }
        let source = database_reader(|r| r.select = Query::Statement(text.clone()));
        let (yaml, properties) = emit(connection(source, senders));
        for file in [&yaml, &properties] {
            prop_assert!(file.bytes().all(|b| matches!(b, b'\n' | 0x20..=0x7e)));
        }
        check_placeholders(&yaml, &properties);
        prop_assert!(!route(&yaml, "harbor-oru-d5").is_null());
    }
}
