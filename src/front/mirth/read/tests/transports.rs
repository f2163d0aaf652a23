//! Tests of the settings of connectors.

use super::{PLAIN, Parts, channel, load, obstacles, secret_spans, xml};
use crate::ir::route::{
    AfterFile, Days, Dialling, Endpoint, Entry, FileScheme, OnExisting, Pairs, Polling, Protocol,
    Reply, Times, Value,
};

const MLLP: &str = "<transmissionModeProperties \
    class='com.mirth.connect.plugins.mllpmode.MLLPModeProperties'><pluginPointName>MLLP\
    </pluginPointName><startOfMessageBytes>0x0B</startOfMessageBytes><endOfMessageBytes>1C0D\
    </endOfMessageBytes><useMLLPv2>true</useMLLPv2><ackBytes>07</ackBytes>\
    </transmissionModeProperties>";

#[test]
fn tcp_settings_are_read_and_what_has_no_equivalent_is_a_gap() {
    let listener = format!(
        "<pluginProperties><com.x.Tls/></pluginProperties><listenerConnectorProperties>\
         <host>0.0.0.0</host><port>6661</port></listenerConnectorProperties>\
         <sourceConnectorProperties version='4.6.0'><responseVariable>d1</responseVariable>\
         <resourceIds><entry><string>Default Resource</string><string>[Default Resource]</string>\
         </entry><entry><string>1</string><string>Jars</string></entry></resourceIds>\
         </sourceConnectorProperties>{MLLP}<serverMode>false</serverMode>\
         <remoteAddress>h</remoteAddress><remotePort>1</remotePort>\
         <overrideLocalBinding>true</overrideLocalBinding>"
    );
    let sender = format!(
        "<destinationConnectorProperties version='4.6.0'/>{MLLP}<remoteAddress>h</remoteAddress>\
         <remotePort>${{port}}</remotePort><overrideLocalBinding>true</overrideLocalBinding>\
         <localAddress>l</localAddress><localPort>0</localPort><maxConnections>3</maxConnections>"
    );
    let channel = channel(&xml(&Parts {
        source: ("tcp.TcpReceiverProperties", &listener),
        destination: ("tcp.TcpDispatcherProperties", &sender),
        ..PLAIN
    }));
    assert_eq!(obstacles(&channel), []);
    let Endpoint::TcpListener(listener) = &channel.source.endpoint else { panic!("a listener") };
    assert_eq!(
        (listener.framing.start.as_slice(), listener.framing.commit_blocks),
        (&[0x0B][..], true)
    );
    assert!(
        matches!(&listener.dialling, Dialling::Client { host, port, .. } if host == "h" && port == "1")
    );
    let gaps: Vec<_> =
        channel.source.gaps.iter().map(|g| (g.option.as_str(), g.value.as_str())).collect();
    let plugin = ("pluginProperties/com.x.Tls", "");
    assert_eq!(
        gaps,
        [("resourceIds", "Jars"), ("overrideLocalBinding", "true"), ("ackBytes", "07"), plugin]
    );
    assert_eq!(channel.source.intake.as_ref().map(|i| &i.reply), Some(&Reply::Entry("d1".into())));
    let Endpoint::TcpSender(sender) = &channel.destinations[0].endpoint else { panic!("a sender") };
    assert_eq!(sender.local, Some(("l".to_owned(), "0".to_owned())));
    assert!(!sender.check_remote_host && !sender.server_mode);
}

#[test]
fn settings_of_before_3_1_move_to_where_they_are_today() {
    let listener = format!(
        "<listenerConnectorProperties><host>peer</host><port>1</port></listenerConnectorProperties>\
         <responseConnectorProperties><responseVariable>None</responseVariable>\
         <defaultQueueOnResponses><string>None</string></defaultQueueOnResponses>\
         <respondAfterProcessing>true</respondAfterProcessing></responseConnectorProperties>\
         {MLLP}<processBatch>true</processBatch>"
    );
    let sender = format!(
        "<queueConnectorProperties><queueEnabled>true</queueEnabled></queueConnectorProperties>\
         {MLLP}<processHL7ACK>true</processHL7ACK>"
    );
    let channel = channel(&xml(&Parts {
        version: "3.0.1",
        source: ("tcp.TcpReceiverProperties", &listener),
        destination: ("tcp.TcpDispatcherProperties", &sender),
        filter: "<rules/>",
        steps: "<steps/>",
        ..PLAIN
    }));
    assert_eq!(obstacles(&channel), []);
    let Endpoint::TcpListener(listener) = &channel.source.endpoint else { panic!("a listener") };
    assert!(matches!(&listener.dialling, Dialling::Client { host, .. } if host == "peer"));
    let intake = channel.source.intake.as_ref().expect("an intake");
    assert_eq!((intake.batch, intake.first_response, intake.threads.as_str()), (true, true, "1"));
    let queue = channel.destinations[0].queue.as_ref().expect("a queue");
    assert!(queue.enabled && queue.validate_response);
    let Endpoint::TcpSender(sender) = &channel.destinations[0].endpoint else { panic!("a sender") };
    assert!(sender.check_remote_host);
}

#[test]
fn file_settings_are_read_without_their_secrets() {
    let reader = "<pollConnectorProperties version='4.6.0'><pollingType>TIME</pollingType>\
        <pollingHour>6</pollingHour><pollingMinute>30</pollingMinute>\
        <pollOnStart>true</pollOnStart></pollConnectorProperties>\
        <sourceConnectorProperties version='4.6.0'/><scheme>SFTP</scheme>\
        <schemeProperties class='com.mirth.connect.connectors.file.SftpSchemeProperties'>\
        <keyAuth>true</keyAuth><passPhrase>pw1</passPhrase><keyFile>k</keyFile>\
        <hostKeyChecking>yes</hostKeyChecking></schemeProperties><timeout>10000</timeout>\
        <host>sftp://u:pw2@h/in</host><username>u</username><password>pw3</password>\
        <afterProcessingAction>MOVE</afterProcessingAction><moveToDirectory>done</moveToDirectory>\
        <errorResponseAction>AFTER_PROCESSING</errorResponseAction>\
        <checkFileAge>true</checkFileAge><fileAge>1000</fileAge>";
    let writer = "<destinationConnectorProperties version='4.6.0'/><scheme>FILE</scheme>\
        <host>/out</host><username>anonymous</username><outputAppend>false</outputAppend>\
        <errorOnExists>false</errorOnExists>";
    let xml = xml(&Parts {
        source: ("file.FileReceiverProperties", reader),
        destination: ("file.FileDispatcherProperties", writer),
        ..PLAIN
    });
    let (mut files, export) = load(&xml);
    let channel = &export.channels[0];
    assert_eq!(obstacles(channel), []);
    let Endpoint::FileReader(file) = &channel.source.endpoint else { panic!("a reader") };
    let FileScheme::Remote(server) = &file.scheme else { panic!("a server") };
    let Protocol::Sftp(sftp) = &server.protocol else { panic!("SFTP") };
    assert_eq!((sftp.key_file.as_deref(), sftp.host_key.as_str()), (Some("k"), "yes"));
    assert_eq!((server.user.as_str(), server.timeout_ms.as_str()), ("u", "10000"));
    assert!(
        matches!(&file.polling.times, Times::Daily { at, days: Days::All } if at.minutes() == Some(390))
    );
    assert!(file.polling.on_start);
    assert_eq!(file.after, AfterFile::Move { directory: "done".to_owned(), name: String::new() });
    assert_eq!((&file.after_error, file.min_age_ms.as_deref()), (&None, Some("1000")));
    assert_eq!(channel.source.gaps, []);
    let Endpoint::FileWriter(file) = &channel.destinations[0].endpoint else { panic!("a writer") };
    assert_eq!((&file.scheme, file.on_existing), (&FileScheme::Local, OnExisting::Overwrite));
    assert!(channel.destinations[0].gaps.is_empty());
    let names: Vec<_> = channel.source.secrets.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["passPhrase", "host", "password"]);
    let shown = format!("{export:?}");
    for span in secret_spans(&export) {
        files.hide(span);
    }
    let file = files.get(channel.span.file);
    let file = file.shown_part(0..file.text().len());
    for secret in ["pw1", "pw2", "pw3"] {
        assert!(!shown.contains(secret) && !file.contains(secret), "{secret}");
    }
}

#[test]
fn other_transports_are_named_and_their_scripts_carried() {
    let jms = "<sourceConnectorProperties version='4.6.0'/><destinationName>orders</destinationName>\
        <connectionProperties><entry><string>Authorization</string><list>\
        <string>Basic eA==</string></list></entry></connectionProperties>";
    let database = "<destinationConnectorProperties version='4.6.0'/>\
        <url>jdbc:x://h/d?password=pw</url><query>dbConn.x()</query><useScript>true</useScript>";
    let channel = channel(&xml(&Parts {
        source: ("x.UnknownReceiverProperties", jms),
        destination: ("jdbc.DatabaseDispatcherProperties", database),
        ..PLAIN
    }));
    assert_eq!(obstacles(&channel), []);
    let Endpoint::Unmapped(jms) = &channel.source.endpoint else { panic!("unmapped") };
    assert_eq!((jms.host.as_deref(), jms.path.as_deref()), (None, Some("orders")));
    assert_eq!(channel.source.secrets[0].name, "Authorization");
    let database = &channel.destinations[0];
    let address = database.endpoint.address();
    assert_eq!(address.path.as_deref(), Some("jdbc:x://h/d?password="));
    assert_eq!(database.scripts[0].0, "query");
    assert_eq!(channel.counts.carried, 1);
}

/// When a source polls, by the text of its settings.
fn polling(version: &str, settings: &str) -> Polling {
    let reader = format!(
        "<pollConnectorProperties version='{version}'>{settings}</pollConnectorProperties>\
         <sourceConnectorProperties version='4.6.0'/><scheme>FILE</scheme><host>/in</host>\
         <afterProcessingAction>NONE</afterProcessingAction>\
         <errorResponseAction>AFTER_PROCESSING</errorResponseAction>"
    );
    let channel =
        channel(&xml(&Parts { source: ("file.FileReceiverProperties", &reader), ..PLAIN }));
    assert_eq!(obstacles(&channel), []);
    let Endpoint::FileReader(file) = channel.source.endpoint else { panic!("a reader") };
    file.polling
}

#[test]
fn schedules_keep_days_hours_and_what_older_releases_meant() {
    let advanced = |weekly: bool, all_day: bool| {
        format!(
            "<pollConnectorPropertiesAdvanced><weekly>{weekly}</weekly><inactiveDays>\
             <boolean>true</boolean><boolean>true</boolean><boolean>false</boolean>\
             <boolean>false</boolean></inactiveDays><dayOfMonth>15</dayOfMonth>\
             <allDay>{all_day}</allDay><startingHour>22</startingHour>\
             <startingMinute>5</startingMinute><endingHour>6</endingHour>\
             <endingMinute>0</endingMinute></pollConnectorPropertiesAdvanced>"
        )
    };
    let every = "<pollingType>INTERVAL</pollingType><pollingFrequency>60000</pollingFrequency>";
    let Polling { times: Times::Interval { every_ms, days, hours }, on_start } =
        polling("4.6.0", &format!("{every}{}", advanced(true, false)))
    else {
        panic!("an interval")
    };
    assert_eq!((every_ms.as_str(), on_start), ("60000", false));
    // The first switch is unused, the second is Sunday.
    assert_eq!(days, Days::Weekly([false, true, true, true, true, true, true]));
    let hours = hours.map(|hours| (hours.from.to_string(), hours.to.to_string()));
    assert_eq!(hours, Some(("22:05".to_owned(), "06:00".to_owned())));

    let daily = "<pollingType>TIME</pollingType><pollingHour>6</pollingHour>\
        <pollingMinute>5</pollingMinute>";
    let daily = polling("4.6.0", &format!("{daily}{}", advanced(false, true)));
    assert!(
        matches!(&daily.times, Times::Daily { days: Days::Monthly(day), at } if day == "15" && at.to_string() == "06:05")
    );

    let cron = "<pollingType>CRON</pollingType><cronJobs><cronProperty><description>d</description>\
        <expression>0 0 * * * ?</expression></cronProperty></cronJobs>";
    let cron = polling("4.6.0", &format!("{cron}{}", advanced(true, false)));
    assert_eq!(cron.times, Times::Cron(vec!["0 0 * * * ?".to_owned()]));

    for (frequency, expected) in [("0", "5000"), ("5000", "5000"), ("90000000", "86399999")] {
        let old = format!(
            "<pollingType>interval</pollingType><pollingFrequency>{frequency}</pollingFrequency>"
        );
        let Polling { times: Times::Interval { every_ms, .. }, on_start } = polling("3.2.0", &old)
        else {
            panic!("an interval")
        };
        assert_eq!((every_ms.as_str(), on_start), (expected, true));
    }
    assert!(
        !polling(
            "3.2.0",
            "<pollingType>time</pollingType>\
        <pollingFrequency>1</pollingFrequency>"
        )
        .on_start
    );
}

#[test]
fn http_settings_are_read_without_their_secrets() {
    let listener = "<pluginProperties><com.mirth.connect.plugins.httpauth.NoneHttpAuthProperties>\
        <authType>NONE</authType></com.mirth.connect.plugins.httpauth.NoneHttpAuthProperties>\
        <com.mirth.connect.plugins.httpauth.basic.BasicHttpAuthProperties><realm>r</realm>\
        </com.mirth.connect.plugins.httpauth.basic.BasicHttpAuthProperties></pluginProperties>\
        <listenerConnectorProperties><host>0.0.0.0</host><port>8080</port>\
        </listenerConnectorProperties><sourceConnectorProperties version='4.6.0'/>\
        <xmlBody>true</xmlBody><responseHeaders class='linked-hash-map'><entry><string>A</string>\
        <list><string>1</string><string>2</string></list></entry></responseHeaders>\
        <contextPath>lab/</contextPath><timeout>0</timeout><staticResources><r><value>x</value></r>\
        </staticResources>";
    let sender = "<destinationConnectorProperties version='4.6.0'/><host>http://u:pw1@h/${x}</host>\
        <method>put</method><content>grant=x&amp;password=pw4</content><headers class='linked-hash-map'><entry><string>Authorization</string>\
        <list><string>Bearer pw2</string></list></entry><entry><string>X-Back</string><list>\
        <string>http://u:pw5@h</string></list></entry><entry><string>X</string><list>\
        <string>1</string></list></entry></headers>\
        <useParametersVariable>true</useParametersVariable>\
        <parametersVariable>q</parametersVariable><useAuthentication>true</useAuthentication>\
        <authenticationType>Digest</authenticationType><username>u</username>\
        <password>pw3</password><useProxyServer>true</useProxyServer>\
        <proxyAddress>p</proxyAddress><proxyPort>8</proxyPort>";
    let channel = channel(&xml(&Parts {
        source: ("http.HttpReceiverProperties", listener),
        destination: ("http.HttpDispatcherProperties", sender),
        ..PLAIN
    }));
    assert_eq!(obstacles(&channel), []);
    let Endpoint::HttpListener(http) = &channel.source.endpoint else { panic!("a listener") };
    assert_eq!((http.context_path().as_str(), http.static_resources), ("/lab", 1));
    let entry = |name: &str, value| Entry { name: name.to_owned(), value };
    let text = |name: &str, value: &str| entry(name, Value::Text(value.to_owned()));
    assert_eq!(http.headers, Pairs::Fixed(vec![text("A", "1"), text("A", "2")]));
    assert!(http.body.xml && !http.body.multipart && !http.body.metadata);
    let options: Vec<_> = channel.source.gaps.iter().map(|g| g.option.as_str()).collect();
    let basic = "pluginProperties/com.mirth.connect.plugins.httpauth.basic.BasicHttpAuthProperties";
    assert_eq!(options, [basic]);
    let destination = &channel.destinations[0];
    let Endpoint::HttpSender(http) = &destination.endpoint else { panic!("a sender") };
    assert_eq!((http.url.as_str(), http.secret_in_url), ("http://u:@h/${x}", true));
    assert_eq!(http.content, "grant=x&password=");
    let secret = |name: &str| {
        destination.secrets.iter().find(|secret| secret.name == name).expect("a secret").span
    };
    let headers = vec![
        entry("Authorization", Value::Secret(secret("Authorization"))),
        entry("X-Back", Value::Mixed),
        text("X", "1"),
    ];
    assert_eq!(http.headers, Pairs::Fixed(headers));
    assert_eq!(http.parameters, Pairs::Variable("q".to_owned()));
    assert_eq!(http.proxy, Some(("p".to_owned(), "8".to_owned())));
    assert!(http.login.as_ref().is_some_and(|login| login.digest && !login.preemptive));
    assert_eq!(http.login.as_ref().and_then(|login| login.password), Some(secret("password")));
    let names: Vec<_> = destination.secrets.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["host", "content", "Authorization", "X-Back", "password"]);
    assert!(!format!("{channel:?}").contains("pw"), "{channel:?}");
}

#[test]
fn http_settings_of_before_3_1_become_those_of_today() {
    for (word, xml_body) in [("true", false), ("false", true)] {
        let listener = format!(
            "<listenerConnectorProperties><host>h</host><port>1</port>\
             </listenerConnectorProperties><responseConnectorProperties/>\
             <bodyOnly>{word}</bodyOnly><responseHeaders><entry><string>A</string>\
             <string>1</string></entry></responseHeaders>"
        );
        let sender = format!(
            "<queueConnectorProperties/><includeHeadersInResponse>{xml_body}\
             </includeHeadersInResponse><method>post</method>\
             <useAuthentication>true</useAuthentication>"
        );
        let channel = channel(&xml(&Parts {
            version: "3.0.3",
            source: ("http.HttpReceiverProperties", &listener),
            destination: ("http.HttpDispatcherProperties", &sender),
            filter: "<rules/>",
            steps: "<steps/>",
            ..PLAIN
        }));
        assert_eq!(obstacles(&channel), []);
        let Endpoint::HttpListener(http) = &channel.source.endpoint else { panic!("a listener") };
        let Pairs::Fixed(headers) = &http.headers else { panic!("headers") };
        assert_eq!((headers.len(), headers[0].value.text()), (1, Some("1")));
        let Endpoint::HttpSender(sender) = &channel.destinations[0].endpoint else {
            panic!("a sender")
        };
        for body in [&http.body, &sender.body] {
            assert_eq!((body.xml, body.multipart, body.metadata), (xml_body, !xml_body, xml_body));
            assert_eq!(body.binary_types.is_empty(), !xml_body);
        }
        assert!(sender.login.as_ref().is_some_and(|login| login.preemptive));
    }
}

#[test]
fn batches_are_read_from_the_data_type_of_the_source() {
    let of = |kind: &str, inbound: &str, batch: bool| {
        let listener = format!(
            "<pollConnectorProperties version='4.6.0'/><sourceConnectorProperties version='4.6.0'>\
             <processBatch>{batch}</processBatch></sourceConnectorProperties><scheme>FILE</scheme>"
        );
        let text = xml(&Parts { source: ("file.FileReceiverProperties", &listener), ..PLAIN });
        let from = text.find("<inboundDataType>").expect("the data type of the source");
        let to = text[from..].find("<outboundDataType>").expect("the next") + from;
        let inbound = format!("<inboundDataType>{kind}</inboundDataType>{inbound}");
        let text = format!("{}{inbound}{}", &text[..from], &text[to..]);
        let (_, export) = load(&text);
        export.channels[0].source.intake.as_ref().and_then(|intake| intake.split.clone())
    };
    let delimited = "<inboundProperties><serializationProperties><columnNames><string>a</string>\
        <string>b</string></columnNames><recordDelimiter>\\n</recordDelimiter>\
        <numberedRows>true</numberedRows></serializationProperties><batchProperties>\
        <splitType>Record</splitType><batchSkipRecords>1</batchSkipRecords><batchScript>x</batchScript>\
        </batchProperties></inboundProperties>";
    let split = of("DELIMITED", delimited, true).expect("a batch");
    assert_eq!((split.data_type.as_str(), split.kind.as_str()), ("DELIMITED", "Record"));
    let settings: Vec<_> =
        split.settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(settings, [("batchSkipRecords", "1")]);
    assert_eq!(of("DELIMITED", delimited, false), None);
    assert_eq!(of("RAW", "", true), None);
    assert_eq!(of("HL7V2", "", true).map(|split| split.kind), Some("MSH_Segment".to_owned()));
}

#[test]
fn tokens_that_are_not_put_back_are_gaps_where_a_script_makes_them() {
    let queue = "<destinationConnectorProperties version='4.6.0'>\
                 <reattachAttachments>false</reattachAttachments>\
                 </destinationConnectorProperties><channelId>none</channelId>";
    for (kind, expected) in [("JavaScript", &["reattachAttachments"][..]), ("None", &[])] {
        let text = xml(&Parts { destination: ("vm.VmDispatcherProperties", queue), ..PLAIN });
        let handler = format!(
            "<properties version='4.6.0'><storeAttachments>false</storeAttachments>\
             <attachmentProperties version='4.6.0'><type>{kind}</type><properties/>\
             </attachmentProperties></properties></channel>"
        );
        let channel = channel(&text.replace("</channel>", &handler));
        let gaps = &channel.destinations[0].gaps;
        let options: Vec<_> = gaps.iter().map(|gap| gap.option.as_str()).collect();
        assert_eq!(options, expected, "{kind}");
        let stored = channel.source.gaps.iter().any(|gap| gap.option == "storeAttachments");
        assert_eq!(stored, kind == "JavaScript", "{kind}");
    }
}

#[test]
fn a_login_is_basic_or_by_digest_and_nothing_else() {
    let cases = [
        ("Basic", false, 0),
        ("basic", false, 0),
        ("Digest", true, 0),
        ("DIGEST", true, 0),
        ("NTLM", false, 1),
        ("", false, 1),
    ];
    for (word, digest, obstacles) in cases {
        let xml = format!(
            "<connector version='4.6.0'><metaDataId>1</metaDataId><name>A</name>\
             <properties class='com.mirth.connect.connectors.http.HttpDispatcherProperties' \
             version='4.6.0'><useAuthentication>true</useAuthentication>\
             <authenticationType>{word}</authenticationType></properties>\
             <mode>DESTINATION</mode></connector>"
        );
        let (_, export) = load(&xml);
        let channel = &export.fragments[0].channel;
        let Endpoint::HttpSender(sender) = &channel.destinations[0].endpoint else {
            panic!("{word}: {:?}", channel.destinations[0].endpoint)
        };
        assert_eq!(sender.login.as_ref().map(|login| login.digest), Some(digest), "{word}");
        let told = channel.obstacles.iter().filter(|o| o.subject.starts_with("authenticationType"));
        assert_eq!(told.count(), obstacles, "{word}");
    }
}
