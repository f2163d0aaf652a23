//! Tests of the settings of databases, brokers, mails, web services, scripts, documents, images.

use super::{PLAIN, Parts, channel, load, obstacles, secret_spans, xml};
use crate::ir::route::{Endpoint, JmsFactory, MailEncryption, Query, SoapVersion, Update, Value};

const SOURCE: &str = "<sourceConnectorProperties version='4.6.0'/>";
const DESTINATION: &str = "<destinationConnectorProperties version='4.6.0'/>";
const POLL: &str = "<pollConnectorProperties version='4.6.0'><pollingType>INTERVAL</pollingType>\
    <pollOnStart>false</pollOnStart><pollingFrequency>5000</pollingFrequency>\
    <pollingHour>0</pollingHour><pollingMinute>0</pollingMinute><cronJobs/>\
    </pollConnectorProperties>";

/// The endpoints of a channel with these two connectors, and the names of all gaps.
fn read(source: (&str, &str), destination: (&str, &str)) -> (Endpoint, Endpoint, Vec<String>) {
    let from = format!("{SOURCE}{}", source.1);
    let to = format!("{DESTINATION}{}", destination.1);
    let channel = channel(&xml(&Parts {
        source: (source.0, &from),
        destination: (destination.0, &to),
        ..PLAIN
    }));
    assert_eq!(obstacles(&channel), []);
    assert_eq!(channel.counts.unsupported, 0);
    let gaps = channel.source.gaps.iter().chain(&channel.destinations[0].gaps);
    let gaps = gaps.map(|gap| gap.option.clone()).collect();
    (channel.source.endpoint.clone(), channel.destinations[0].endpoint.clone(), gaps)
}

#[test]
fn databases_are_read_with_their_statements() {
    let reader = format!(
        "{POLL}<driver>org.postgresql.Driver</driver><url>jdbc:postgresql://db/lab</url>\
         <username>lab</username><password>pw</password><select>SELECT 1</select>\
         <update>UPDATE t SET a = ${{id}}</update><useScript>false</useScript>\
         <aggregateResults>true</aggregateResults><cacheResults>false</cacheResults>\
         <keepConnectionOpen>true</keepConnectionOpen><updateMode>3</updateMode>\
         <retryCount>3</retryCount><retryInterval>10000</retryInterval>\
         <fetchSize>50</fetchSize><encoding>UTF-8</encoding>"
    );
    let writer = "<driver>org.postgresql.Driver</driver><url>jdbc:postgresql://u:pw@db/lab</url>\
        <username/><password/><query>INSERT</query><useScript>false</useScript>";
    let (source, destination, gaps) = read(
        ("jdbc.DatabaseReceiverProperties", &reader),
        ("jdbc.DatabaseDispatcherProperties", writer),
    );
    let Endpoint::DatabaseReader(reader) = source else { panic!("a reader") };
    assert_eq!(reader.select, Query::Statement("SELECT 1".to_owned()));
    assert_eq!((reader.when, reader.aggregate), (Update::AfterMessage, true));
    assert!(reader.database.login.password.is_some() && !reader.database.url_has_secret);
    let Endpoint::DatabaseWriter(writer) = destination else { panic!("a writer") };
    assert!(writer.database.url_has_secret && writer.database.login.password.is_none());
    assert_eq!(writer.database.url, "jdbc:postgresql://u:@db/lab");
    assert_eq!(gaps, ["cacheResults", "fetchSize"]);
}

/// Scripts are carried, once, and no statement.
#[test]
fn scripts_of_databases_are_carried_where_they_run() {
    for (mode, carried) in [("1", 1), ("2", 2), ("3", 2)] {
        let reader = format!(
            "{SOURCE}{POLL}<driver/><url/><username/><password/><select>a</select><update>b</update>\
             <useScript>true</useScript><cacheResults>false</cacheResults><fetchSize>1</fetchSize>\
             <updateMode>{mode}</updateMode>"
        );
        let source = ("jdbc.DatabaseReceiverProperties", reader.as_str());
        let channel = channel(&xml(&Parts { source, ..PLAIN }));
        assert_eq!(obstacles(&channel), []);
        assert_eq!(
            (channel.source.scripts.len(), channel.counts.carried),
            (carried, carried as u64)
        );
        let Endpoint::DatabaseReader(reader) = &channel.source.endpoint else { panic!("a reader") };
        assert_eq!((&reader.select, &reader.update), (&Query::Script, &Query::Script));
        assert!(channel.source.gaps.is_empty(), "rows of a script are its own affair");
    }
}

#[test]
fn what_is_no_setting_of_a_database_reader_is_an_obstacle() {
    for (settings, expected) in [
        ("<updateMode>4</updateMode>", "updateMode: 4"),
        ("<updateMode>each</updateMode>", "updateMode: each"),
        ("", "updateMode"),
        ("<updateMode>1</updateMode><updateMode>1</updateMode>", "updateMode"),
        ("<updateMode>1</updateMode><rows>1</rows>", "rows"),
        ("<updateMode>1</updateMode><useScript>yes</useScript>", "useScript: yes"),
    ] {
        let reader = format!("{SOURCE}{POLL}{settings}");
        let source = ("jdbc.DatabaseReceiverProperties", reader.as_str());
        let channel = channel(&xml(&Parts { source, ..PLAIN }));
        let subjects: Vec<_> = channel.obstacles.iter().map(|o| o.subject.as_str()).collect();
        assert_eq!(subjects, [expected], "{settings}");
    }
}

#[test]
fn brokers_are_read_by_class_and_by_directory() {
    let listener = "<useJndi>true</useJndi><jndiProviderUrl>tcp://mq:7222</jndiProviderUrl>\
        <jndiInitialContextFactory>com.x.Contexts</jndiInitialContextFactory>\
        <jndiConnectionFactoryName>Queues</jndiConnectionFactoryName><connectionFactoryClass/>\
        <connectionProperties class='linked-hash-map'/><username/><password/>\
        <destinationName>lab.orders</destinationName><topic>false</topic><clientId/>\
        <selector>site = 'north'</selector><reconnectIntervalMillis>10000</reconnectIntervalMillis>\
        <durableTopic>true</durableTopic>";
    let sender = "<useJndi>false</useJndi><jndiProviderUrl/><jndiInitialContextFactory/>\
        <jndiConnectionFactoryName/><connectionFactoryClass>com.x.Factory</connectionFactoryClass>\
        <connectionProperties class='linked-hash-map'><entry><string>brokerURL</string>\
        <string>tcp://mq:61616</string></entry><entry><string>trustStorePassword</string>\
        <string>pw1</string></entry><entry><string>other</string><string>ssl://u:pw2@mq</string>\
        </entry></connectionProperties><username>u</username><password>pw3</password>\
        <destinationName>lab.results</destinationName><topic>true</topic><clientId>c</clientId>\
        <template>${message.encodedData}</template>";
    let (source, destination, gaps) =
        read(("jms.JmsReceiverProperties", listener), ("jms.JmsDispatcherProperties", sender));
    let Endpoint::JmsListener(listener) = source else { panic!("a listener") };
    assert!(
        matches!(&listener.peer.factory, JmsFactory::Directory { url, .. } if url == "tcp://mq:7222")
    );
    assert!(!listener.durable, "a queue has no subscription");
    let Endpoint::JmsSender(sender) = &destination else { panic!("a sender") };
    let values: Vec<_> = sender.peer.properties.iter().map(|entry| &entry.value).collect();
    assert!(matches!(values[..], [Value::Text(_), Value::Secret(_), Value::Mixed]));
    assert_eq!(destination.address().to_string(), "tcp://mq:61616 lab.results");
    assert!(gaps.is_empty());
}

/// Every secret of a sender stands in the list of its connector, under the place that the
/// settings name, and comes out nowhere.
#[test]
fn secrets_of_settings_are_found_again_by_their_place() {
    let soap = format!(
        "{DESTINATION}<wsdlUrl>http://u:pw1@h/?wsdl</wsdlUrl><locationURI>http://h/s</locationURI>\
         <useAuthentication>true</useAuthentication><username>u</username><password>pw2</password>\
         <envelope>&lt;e&gt;&lt;wsse:Password a='b'&gt;pw3&lt;/wsse:Password&gt;&lt;/e&gt;</envelope>\
         <headers class='linked-hash-map'><entry><string>Authorization</string><list>\
         <string>pw4</string><string>pw5</string></list></entry></headers>"
    );
    let xml = xml(&Parts { destination: ("ws.WebServiceDispatcherProperties", &soap), ..PLAIN });
    let (mut files, export) = load(&xml);
    let destination = &export.channels[0].destinations[0];
    let Endpoint::SoapSender(sender) = &destination.endpoint else { panic!("a sender") };
    assert!(sender.secret_envelope && sender.envelope.is_empty());
    let password = sender.login.as_ref().and_then(|login| login.password);
    let mut spans: Vec<_> = password.into_iter().collect();
    for header in &sender.headers {
        let Value::Secret(span) = header.value else { panic!("a secret") };
        spans.push(span);
    }
    assert_eq!(spans.len(), 3);
    for span in spans {
        assert!(destination.secrets.iter().any(|secret| secret.span == span));
    }
    let shown = format!("{export:?}");
    for span in secret_spans(&export) {
        files.hide(span);
    }
    let file = files.get(export.channels[0].span.file);
    let file = file.shown_part(0..file.text().len());
    for secret in ["pw1", "pw2", "pw3", "pw4", "pw5"] {
        assert!(!shown.contains(secret) && !file.contains(secret), "{secret}");
    }
}

/// A password inside a text that the route would show leaves it out, and is told by name.
#[test]
fn secrets_inside_texts_are_left_out() {
    let url = "dblink('postgresql://u:pw1@db/x')";
    for (class, settings, name) in [
        ("jdbc.DatabaseDispatcherProperties", format!("<query>{url}</query>"), "query"),
        ("jms.JmsDispatcherProperties", format!("<template>{url}</template>"), "template"),
        ("tcp.TcpDispatcherProperties", format!("<template>{url}</template>"), "template"),
        ("file.FileDispatcherProperties", format!("<template>{url}</template>"), "template"),
        ("smtp.SmtpDispatcherProperties", format!("<body>{url}</body>"), "body"),
        ("ws.WebServiceDispatcherProperties", format!("<envelope>{url}</envelope>"), "envelope"),
    ] {
        let settings = format!("{DESTINATION}{settings}");
        let channel = channel(&xml(&Parts { destination: (class, &settings), ..PLAIN }));
        let destination = &channel.destinations[0];
        assert_eq!(destination.secrets[0].name, name, "{class}");
        assert!(!format!("{:?}", destination.endpoint).contains("pw1"), "{class}");
    }
}

#[test]
fn mails_are_read_with_attachments_and_headers() {
    let sender = "<smtpHost>mail</smtpHost><smtpPort>587</smtpPort>\
        <overrideLocalBinding>true</overrideLocalBinding><localAddress>10.0.0.1</localAddress>\
        <localPort>0</localPort><timeout>5000</timeout><encryption>tls</encryption>\
        <authentication>false</authentication><username>u</username><password>pw</password>\
        <to>a@x.invalid</to><from>b@x.invalid</from><cc/><bcc/><replyTo/>\
        <headers class='linked-hash-map'><entry><string>X-Priority</string><string>1</string>\
        </entry></headers><headersVariable>v</headersVariable>\
        <isUseHeadersVariable>false</isUseHeadersVariable><subject>s</subject>\
        <charsetEncoding>UTF-8</charsetEncoding><html>true</html><body>b</body><attachments>\
        <com.mirth.connect.connectors.smtp.Attachment><name>n</name><content>c</content>\
        <mimeType>text/plain</mimeType></com.mirth.connect.connectors.smtp.Attachment></attachments>\
        <attachmentsVariable>w</attachmentsVariable>\
        <isUseAttachmentsVariable>true</isUseAttachmentsVariable>";
    let (_, destination, gaps) = read(
        ("js.JavaScriptReceiverProperties", &format!("{POLL}<script>return 1;</script>")),
        ("smtp.SmtpDispatcherProperties", sender),
    );
    let Endpoint::SmtpSender(mail) = &destination else { panic!("a sender") };
    assert_eq!((mail.encryption, mail.html), (MailEncryption::StartTls, true));
    assert_eq!(mail.local, Some(("10.0.0.1".to_owned(), "0".to_owned())));
    assert!(mail.login.is_none(), "the server does not ask");
    assert_eq!((mail.headers.len(), mail.headers_variable.as_deref()), (1, None));
    assert_eq!((mail.attachments.len(), mail.attachments_variable.as_deref()), (1, Some("w")));
    assert_eq!(destination.address().to_string(), "mail:587 a@x.invalid");
    assert!(gaps.is_empty());
}

#[test]
fn web_services_are_called_at_the_address_that_is_known() {
    let envelope = "&lt;e xmlns='http://schemas.xmlsoap.org/soap/envelope/'/&gt;";
    let described = "<wsdlDefinitionMap><map class='linked-hash-map'><entry><string>{n}S</string>\
        <com.mirth.connect.connectors.ws.DefinitionServiceMap_-DefinitionPortMap><map><entry>\
        <string>{n}P</string><com.mirth.connect.connectors.ws.DefinitionServiceMap_-PortInformation>\
        <operations><string>o</string></operations><actions><string>a</string></actions>\
        <locationURI>http://described/s</locationURI>\
        </com.mirth.connect.connectors.ws.DefinitionServiceMap_-PortInformation></entry></map>\
        </com.mirth.connect.connectors.ws.DefinitionServiceMap_-DefinitionPortMap></entry></map>\
        </wsdlDefinitionMap>";
    for (location, port, url) in [
        ("http://given/s", "{n}P", "http://given/s"),
        ("", "{n}P", "http://described/s"),
        ("", "{n}Q", ""),
    ] {
        let sender = format!(
            "<wsdlUrl>http://h/?wsdl</wsdlUrl><service>{{n}}S</service><port>{port}</port>\
             <operation>o</operation><locationURI>{location}</locationURI>\
             <socketTimeout>30000</socketTimeout><envelope>{envelope}</envelope>\
             <oneWay>true</oneWay><soapAction>urn:o</soapAction>{described}"
        );
        let listener = "<listenerConnectorProperties><host>0.0.0.0</host><port>8081</port>\
            </listenerConnectorProperties><className>C</className><serviceName>Lab</serviceName>\
            <soapBinding>DEFAULT</soapBinding>";
        let (source, destination, _) = read(
            ("ws.WebServiceReceiverProperties", listener),
            ("ws.WebServiceDispatcherProperties", &sender),
        );
        assert_eq!(source.address().to_string(), "0.0.0.0:8081 /services/Lab");
        let Endpoint::SoapSender(sender) = destination else { panic!("a sender") };
        assert_eq!((sender.url(), sender.version()), (url, Some(SoapVersion::V11)), "{location}");
    }
}

#[test]
fn documents_and_images_name_where_they_go() {
    let writer = "<host>/reports</host><outputPattern>${id}.pdf</outputPattern>\
        <documentType>pdf</documentType><encrypt>true</encrypt><output>FILE</output>\
        <password>pw</password><pageWidth>210</pageWidth><pageHeight>297</pageHeight>\
        <pageUnit>MM</pageUnit><template>t</template>";
    let listener = "<listenerConnectorProperties><host>0.0.0.0</host><port>104</port>\
        </listenerConnectorProperties><applicationEntity>LAB</applicationEntity><localHost/>\
        <idleTo>60</idleTo><requestTo>7</requestTo><tls>aes</tls>";
    let (source, destination, gaps) = read(
        ("dimse.DICOMReceiverProperties", listener),
        ("doc.DocumentDispatcherProperties", writer),
    );
    assert_eq!(source.address().to_string(), "0.0.0.0:104 LAB");
    assert_eq!(destination.address().to_string(), "/reports ${id}.pdf");
    assert_eq!(gaps, ["requestTo", "tls"]);
}
