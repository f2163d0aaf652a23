//! Tests of the settings of connectors.

use super::{PLAIN, Parts, channel, load, obstacles, secret_spans, xml};
use crate::ir::route::{
    AfterFile, Days, Dialling, Endpoint, FileScheme, OnExisting, Polling, Reply, Times,
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
        <schemeProperties><passPhrase>pw1</passPhrase><keyFile>k</keyFile></schemeProperties>\
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
    assert_eq!(file.scheme, FileScheme::Remote("SFTP".to_owned()));
    assert!(
        matches!(&file.polling.times, Times::Daily { at, days: Days::All } if at.minutes() == Some(390))
    );
    assert!(file.polling.on_start);
    assert_eq!(file.after, AfterFile::Move { directory: "done".to_owned(), name: String::new() });
    assert_eq!((&file.after_error, file.min_age_ms.as_deref()), (&None, Some("1000")));
    let options: Vec<_> = channel.source.gaps.iter().map(|g| g.option.as_str()).collect();
    let expected = ["username", "schemeProperties/passPhrase", "schemeProperties/keyFile"];
    assert_eq!(options, expected);
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
    let http = "<sourceConnectorProperties version='4.6.0'/><listenerConnectorProperties>\
        <host>0.0.0.0</host><port>8080</port></listenerConnectorProperties>\
        <contextPath>lab</contextPath><headers><entry><string>Authorization</string><list>\
        <string>Basic eA==</string></list></entry></headers>";
    let database = "<destinationConnectorProperties version='4.6.0'/>\
        <url>jdbc:x://h/d?password=pw</url><query>dbConn.x()</query><useScript>true</useScript>";
    let channel = channel(&xml(&Parts {
        source: ("http.HttpReceiverProperties", http),
        destination: ("jdbc.DatabaseDispatcherProperties", database),
        ..PLAIN
    }));
    assert_eq!(obstacles(&channel), []);
    let Endpoint::Unmapped(http) = &channel.source.endpoint else { panic!("unmapped") };
    let parts = (http.host.as_deref(), http.port.as_deref(), http.path.as_deref());
    assert_eq!(parts, (Some("0.0.0.0"), Some("8080"), Some("lab")));
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
