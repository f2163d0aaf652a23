//! Settings: one table for each transport, with what its properties become.

use super::{Old, PLAIN, channel, made, said, xml};
use crate::{
    front::mirth::model::ObstacleKind::{self, OldOption, OldSetting},
    ir::route::{Endpoint, Reply},
};

/// A transport name, its properties, what the settings are, and what is said.
struct Case {
    transport: &'static str,
    source: bool,
    properties: &'static str,
    settings: &'static [&'static str],
    notes: &'static [(ObstacleKind, &'static str)],
}

const CASES: &[Case] = &[
    Case {
        transport: "LLP Listener",
        source: true,
        properties: "DataType=LLP Listener
            host=0.0.0.0
            port=6662
            messageStart=0x0b
            messageEnd=0x1C
            recordSeparator=0x0D
            segmentEnd=0x0D
            charEncoding=hex
            sendACK=1
            responseFromTransformer=0
            responseValue=None
            useStrictLLP=1
            waitForEndOfMessageCharacter=0
            processBatchFiles=1
            serverMode=0
            ackOnNewConnection=1
            ackIP=10.0.0.1
            ackPort=7000
            tcpProtocolClassName=x
            keepSendSocketOpen=0",
        settings: &[
            "listenerConnectorProperties/host=0.0.0.0",
            "listenerConnectorProperties/port=6662",
            "sourceConnectorProperties/responseVariable=Auto-generate (After source transformer)",
            "sourceConnectorProperties/processBatch=true",
            "transmissionModeProperties/startOfMessageBytes=0B",
            "transmissionModeProperties/endOfMessageBytes=1C0D",
            "serverMode=false",
            "respondOnNewConnection=1",
            "responseAddress=10.0.0.1",
            "responsePort=7000",
        ],
        notes: &[],
    },
    Case {
        transport: "LLP Listener",
        source: true,
        properties: "sendACK=0
            responseFromTransformer=1
            responseValue=Practice
            messageEnd=\u{1c}
            recordSeparator=0
            charEncoding=ascii
            useStrictLLP=0
            waitForEndOfMessageCharacter=1
            segmentEnd=0x0A",
        settings: &[
            "sourceConnectorProperties/responseVariable=d1",
            "transmissionModeProperties/startOfMessageBytes=0B",
            "transmissionModeProperties/endOfMessageBytes=1C30",
        ],
        notes: &[
            (OldOption, "useStrictLLP"),
            (OldOption, "waitForEndOfMessageCharacter"),
            (OldOption, "segmentEnd"),
        ],
    },
    Case {
        transport: "LLP Listener",
        source: true,
        properties: "messageStart=0x0G
            recordSeparator=00
            messageEnd=0x1FF",
        settings: &[
            "transmissionModeProperties/startOfMessageBytes=0B",
            "transmissionModeProperties/endOfMessageBytes=1C0D",
        ],
        notes: &[
            (OldOption, "messageStart"),
            (OldOption, "recordSeparator"),
            (OldOption, "messageEnd"),
        ],
    },
    Case {
        transport: "LLP Sender",
        source: false,
        properties: "host=emr.example.invalid
            port=6663
            recordSeparator=0x00
            usePersistentQueues=1
            rotateQueue=1
            reconnectMillisecs=9000
            maxRetryCount=3
            processHl7AckResponse=0
            ackTimeout=0
            queueAckTimeout=0
            keepSendSocketOpen=1
            template=${MESSAGEATTACH}$!{ORIGINALNAME}
            replyChannelId=sink
            queuePollInterval=200",
        settings: &[
            "destinationConnectorProperties/queueEnabled=true",
            "destinationConnectorProperties/retryIntervalMillis=9000",
            "destinationConnectorProperties/retryCount=3",
            "destinationConnectorProperties/rotate=true",
            "destinationConnectorProperties/validateResponse=false",
            "transmissionModeProperties/endOfMessageBytes=1C",
            "remoteAddress=emr.example.invalid",
            "remotePort=6663",
            "keepConnectionOpen=true",
            "responseTimeout=0",
            "ignoreResponse=true",
            "queueOnResponseTimeout=false",
            "template=${message.encodedData}$!{originalFilename}",
        ],
        notes: &[],
    },
    Case {
        transport: "TCP Listener",
        source: true,
        properties: "port=6000
            charEncoding=hex
            keepSendSocketOpen=1
            binary=1
            responseValue=Postprocessor",
        settings: &[
            "listenerConnectorProperties/port=6000",
            "sourceConnectorProperties/responseVariable=Postprocessor",
            "keepConnectionOpen=true",
            "dataTypeBinary=true",
        ],
        notes: &[],
    },
    Case {
        transport: "TCP Sender",
        source: false,
        properties: "ackTimeout=100
            maxRetryCount=2
            binary=0",
        settings: &[
            "destinationConnectorProperties/retryCount=2",
            "responseTimeout=100",
            "ignoreResponse=false",
            "dataTypeBinary=false",
        ],
        notes: &[],
    },
    Case {
        transport: "File Reader",
        source: true,
        properties: "scheme=sftp
            host=h/in
            directory=
            moveToDirectory=/done
            moveToPattern=${ORIGINALNAME}
            autoDelete=0
            moveToErrorDirectory=/bad
            pollingType=time
            pollingTime=1:30 PM
            processBatchFiles=1
            sortAttribute=name
            FTPAnonymous=0
            validateConnections=0",
        settings: &[
            "pollConnectorProperties/pollingType=time",
            "pollConnectorProperties/pollingHour=13",
            "pollConnectorProperties/pollingMinute=30",
            "sourceConnectorProperties/processBatch=true",
            "scheme=SFTP",
            "host=h/in",
            "anonymous=false",
            "validateConnection=false",
            "sortBy=name",
            "moveToDirectory=/done",
            "moveToFileName=${originalFilename}",
            "afterProcessingAction=MOVE",
            "errorMoveToDirectory=/bad",
            "errorReadingAction=MOVE",
            "errorResponseAction=MOVE",
        ],
        notes: &[],
    },
    Case {
        transport: "File Reader",
        source: true,
        properties: "directory=/in
            autoDelete=1
            moveToDirectory=/done
            pollingTime=half past one",
        settings: &[
            "pollConnectorProperties/pollingHour=0",
            "pollConnectorProperties/pollingMinute=0",
            "moveToDirectory=/done",
            "afterProcessingAction=DELETE",
        ],
        notes: &[(OldOption, "directory"), (OldOption, "pollingTime"), (OldOption, "pollingTime")],
    },
    Case {
        transport: "File Writer",
        source: false,
        properties: "host=/out
            outputPattern=${ORIGINALNAME}.hl7
            outputAppend=0
            template=${message.rawData}
            errorOnExists=1",
        settings: &[
            "host=/out",
            "outputPattern=${originalFilename}.hl7",
            "outputAppend=false",
            "errorOnExists=true",
            "template=${message.rawData}",
        ],
        notes: &[],
    },
    Case {
        transport: "HTTP Listener",
        source: true,
        properties: "port=8099
            receiverBodyOnly=0
            receiverResponse=Practice
            receiverResponseHeaders=&lt;linked-hash-map&gt;&lt;entry&gt;&lt;string&gt;a&lt;/string&gt;&lt;string&gt;b&lt;/string&gt;&lt;/entry&gt;&lt;/linked-hash-map&gt;
            receiverContextPath=/in",
        settings: &[
            "listenerConnectorProperties/port=8099",
            "sourceConnectorProperties/responseVariable=d1",
            "xmlBody=true",
            "parseMultipart=false",
            "includeMetadata=true",
            "binaryMimeTypes=application/, image/, video/, audio/",
            "contextPath=/in",
        ],
        notes: &[],
    },
    Case {
        transport: "HTTP Sender",
        source: false,
        properties: "host=http://emr.example.invalid/
            dispatcherMethod=put
            dispatcherIncludeHeadersInResponse=1
            dispatcherUseAuthentication=1
            dispatcherHeaders=&lt;properties/&gt;
            dispatcherParameters=no list
            dispatcherContent=${message.encodedData}
            dispatcherReplyChannelId=sink
            usePersistentQueues=1",
        settings: &[
            "destinationConnectorProperties/queueEnabled=true",
            "host=http://emr.example.invalid/",
            "method=put",
            "responseXmlBody=true",
            "responseParseMultipart=false",
            "responseIncludeMetadata=true",
            "responseBinaryMimeTypes=application/, image/, video/, audio/",
            "useAuthentication=true",
            "usePreemptiveAuthentication=true",
            "content=${message.encodedData}",
            "headers=",
            "parameters=",
        ],
        notes: &[(OldOption, "dispatcherParameters")],
    },
    Case {
        transport: "Database Reader",
        source: true,
        properties: "URL=jdbc:x
            host=query
            useScript=1
            query=select 1
            script=return result;
            ackScript=done();
            ack=update t
            useAck=1
            processResultsInOrder=1
            pollingFrequency=10000",
        settings: &[
            "pollConnectorProperties/pollingFrequency=10000",
            "url=jdbc:x",
            "select=return result;",
            "update=done();",
            "useScript=true",
            "updateMode=3",
        ],
        notes: &[],
    },
    Case {
        transport: "Database Writer",
        source: false,
        properties: "useScript=0
            query=insert ${MESSAGEATTACH}
            script=old",
        settings: &["query=insert ${message.encodedData}", "useScript=false"],
        notes: &[],
    },
    Case {
        transport: "JMS Reader",
        source: true,
        properties: "host=topic://orders
            durable=1
            acknowledgementMode=2
            specification=1.1
            connectionFactoryProperties=&lt;properties&gt;&lt;property name=&quot;k&quot;&gt;v&lt;/property&gt;&lt;/properties&gt;",
        settings: &["destinationName=orders", "topic=true", "durableTopic=true"],
        notes: &[(OldOption, "acknowledgementMode")],
    },
    Case {
        transport: "JMS Writer",
        source: false,
        properties: "host=queue://results
            jndiInitialFactory=f",
        settings: &["jndiInitialContextFactory=f", "destinationName=results", "topic=false"],
        notes: &[],
    },
    Case {
        transport: "SMTP Sender",
        source: false,
        properties: "smtpHost=mail.example.invalid
            subject=s
            to=a@example.invalid
            attachments=&lt;list/&gt;",
        settings: &["smtpHost=mail.example.invalid", "to=a@example.invalid", "subject=s"],
        notes: &[],
    },
    Case {
        transport: "Email Sender",
        source: false,
        properties: "dispatcherSmtpHost=mail.example.invalid
            dispatcherHtml=1
            dispatcherAttachments=&lt;list&gt;&lt;x/&gt;&lt;/list&gt;",
        settings: &["smtpHost=mail.example.invalid", "html=true"],
        notes: &[(OldOption, "dispatcherAttachments")],
    },
    Case {
        transport: "Web Service Listener",
        source: true,
        properties: "receiverServiceName=Lab
            receiverUsernames=&lt;list&gt;&lt;string&gt;u&lt;/string&gt;&lt;/list&gt;
            receiverResponseValue=Practice",
        settings: &["sourceConnectorProperties/responseVariable=d1", "serviceName=Lab"],
        notes: &[],
    },
    Case {
        transport: "Web Service Sender",
        source: false,
        properties: "dispatcherWsdlUrl=http://emr.example.invalid/?wsdl
            dispatcherWsdlOperations=&lt;list/&gt;
            dispatcherEnvelope=e
            host=",
        settings: &["wsdlUrl=http://emr.example.invalid/?wsdl", "envelope=e"],
        notes: &[],
    },
    Case {
        transport: "DICOM Listener",
        source: true,
        properties: "port=11112
            soclosedelay=60
            bigendian=1",
        settings: &["listenerConnectorProperties/port=11112", "soCloseDelay=60", "bigEndian=true"],
        notes: &[],
    },
    Case {
        transport: "DICOM Sender",
        source: false,
        properties: "accecptto=1
            ts1=1",
        settings: &["acceptTo=1", "ts1=true"],
        notes: &[],
    },
    Case {
        transport: "Channel Reader",
        source: true,
        properties: "responseValue=Practice
            host=elsewhere",
        settings: &["sourceConnectorProperties/responseVariable=d1"],
        notes: &[(OldOption, "host")],
    },
    Case {
        transport: "Channel Writer",
        source: false,
        properties: "host=sink
            synchronised=0
            template=t",
        settings: &[
            "destinationConnectorProperties/queueEnabled=true",
            "channelId=none",
            "channelTemplate=t",
        ],
        notes: &[],
    },
    Case {
        transport: "JavaScript Reader",
        source: true,
        properties: "script=return localMap.get('a');
            host=sink
            pollingType=interval",
        settings: &[
            "pollConnectorProperties/pollingType=interval",
            "script=return channelMap.get('a');",
        ],
        notes: &[],
    },
    Case {
        transport: "JavaScript Writer",
        source: false,
        properties: "script=a
            script=b
            strange=1",
        settings: &["script=b"],
        notes: &[(OldSetting, "script"), (OldSetting, "strange")],
    },
    Case {
        transport: "PDF Writer",
        source: false,
        properties: "host=/out
            encrypt=1",
        settings: &["host=/out", "encrypt=true"],
        notes: &[],
    },
    Case {
        transport: "Email Reader",
        source: true,
        properties: "host=mail.example.invalid
            folder=in",
        settings: &["host=mail.example.invalid", "folder=in"],
        notes: &[],
    },
];

#[test]
fn properties_become_the_settings_of_today() {
    for case in CASES {
        let connector = (case.transport, case.properties);
        let (old, path) = if case.source {
            (Old { source: connector, ..PLAIN }, ["sourceConnector", "properties"].as_slice())
        } else {
            let path: &[&str] = &["destinationConnectors", "connector", "properties"];
            (Old { destination: connector, ..PLAIN }, path)
        };
        let (settings, notes) = made(&xml(&old), path);
        let expected = case.notes.iter().map(|(kind, name)| (*kind, (*name).to_owned()));
        let label = format!("{} {}", case.transport, case.properties);
        assert_eq!(settings, case.settings, "{label}");
        assert_eq!(notes, expected.collect::<Vec<_>>(), "{label}");
    }
}

#[test]
fn settings_of_before_2_0_keep_their_meaning() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("FTP Reader", "", &[]),
        ("HTTP Listener", "appendPayload=1", &["xmlBody=true"]),
        ("SOAP Listener", "serviceName=Lab\nresponseValue=None", &["serviceName=Lab"]),
    ];
    for (transport, properties, expected) in cases {
        let old = Old { version: "1.7.0.3207", source: (transport, properties), ..PLAIN };
        let (settings, notes) = made(&xml(&old), &["sourceConnector", "properties"]);
        assert!(expected.iter().all(|line| settings.iter().any(|s| s == line)), "{settings:?}");
        assert_eq!(notes, [], "{transport}");
    }
    let value = |version, transport, properties, setting: &str| {
        let old = Old { version, destination: (transport, properties), ..PLAIN };
        let channel = channel(&xml(&old));
        let text = format!("{:?}", channel.destinations[0].endpoint);
        (channel.destinations[0].transport.clone(), text.contains(setting))
    };
    let writer = "File Writer".to_owned();
    assert_eq!(value("1.7.1", "SFTP Writer", "", "Sftp("), (writer.clone(), true));
    assert_eq!(value("1.7.1", "File Writer", "", "Overwrite"), (writer.clone(), true));
    assert_eq!(value("1.8.0", "File Writer", "", "Append"), (writer, true));
    let payload = "requestVariables=&lt;properties&gt;&lt;property \
                   name=&quot;$payload&quot;&gt;p&lt;/property&gt;&lt;/properties&gt;\n\
                   excludeHeaders=0\nmethod=post";
    let old = Old { version: "1.8.2", destination: ("HTTPS Sender", payload), ..PLAIN };
    let path = ["destinationConnectors", "connector", "properties"];
    let (settings, notes) = made(&xml(&old), &path);
    assert_eq!(notes, []);
    for line in ["content=p", "responseXmlBody=true", "method=post"] {
        assert!(settings.iter().any(|s| s == line), "{line}: {settings:?}");
    }
    let others = payload.replace("$payload", "code");
    let old = Old { version: "1.8.2", destination: ("HTTP Sender", &others), ..PLAIN };
    assert_eq!(made(&xml(&old), &path).1, [(OldOption, "requestVariables".to_owned())]);
}

#[test]
fn a_listener_of_2_2_is_read_as_one_of_today() {
    let old = Old {
        source: ("LLP Listener", "port=6662\nackCodeError=CE\nackMsgError=no\ncheckMSH15=1"),
        destination: ("LLP Sender", "host=h\nmaxRetryCount=2"),
        properties: "synchronous=true\ninitialState=stopped\nmax_message_age=7",
        ..PLAIN
    };
    let channel = channel(&xml(&old));
    assert_eq!(said(&channel), []);
    assert_eq!(channel.version_text, "2.2.3.6825");
    assert_eq!(channel.properties.initial_state, "STOPPED");
    assert!(matches!(&channel.source.endpoint, Endpoint::TcpListener(tcp) if tcp.port == "6662"));
    assert_eq!(channel.source.intake.as_ref().map(|i| &i.reply), Some(&Reply::AfterSource));
    let crate::ir::route::DataType::Hl7v2(inbound) = &channel.source.transformer.inbound else {
        panic!("not HL7 v2")
    };
    assert_eq!(inbound.acknowledgement.error, ("CE".to_owned(), "no".to_owned()));
    assert!(inbound.acknowledgement.honour_msh15 && !inbound.repetitions);
    let destination = &channel.destinations[0];
    assert_eq!((destination.meta_data_id, destination.wait_for_previous), (1, true));
    assert_eq!(destination.transport, "TCP Sender");
    let queue = destination.queue.as_ref().unwrap();
    assert_eq!((queue.retry_count.as_str(), queue.validate_response), ("2", true));
    assert_eq!(channel.counts.unsupported, 0);
}

#[test]
fn acknowledgements_of_other_types_than_hl7_have_no_equivalent() {
    let transformer = "<steps/><inboundProtocol>XML</inboundProtocol>\
                       <outboundProtocol>XML</outboundProtocol>";
    let cases: &[(&str, &[(ObstacleKind, &str)])] =
        &[("sendACK=1", &[(OldOption, "ackCodeError")]), ("sendACK=0", &[])];
    for (send, expected) in cases {
        let properties = format!("{send}\nackCodeError=AE");
        let source = ("LLP Listener", properties.as_str());
        assert_eq!(said(&channel(&xml(&Old { source, transformer, ..PLAIN }))), *expected);
    }
}

#[test]
fn secrets_of_old_settings_are_found_wherever_they_stand() {
    let headers = "&lt;properties&gt;&lt;property name=&quot;Authorization&quot;&gt;not-a-real-password&lt;/property&gt;&lt;/properties&gt;";
    let properties = format!(
        "dispatcherPassword=not-a-real-password\nstrangePassword=not-a-real-password\n\
         dispatcherHeaders={headers}"
    );
    let xml = xml(&Old { destination: ("HTTP Sender", &properties), ..PLAIN });
    let channel = channel(&xml);
    let connectors = std::iter::once(&channel.source).chain(&channel.destinations);
    let mut hidden = xml.clone();
    for secret in connectors.flat_map(|connector| &connector.secrets) {
        let range = secret.span.start as usize..secret.span.end as usize;
        hidden.replace_range(range.clone(), &"*".repeat(range.len()));
    }
    assert!(!hidden.contains("not-a-real-password"), "{hidden}");
    assert!(hidden.contains("strangePassword") && hidden.contains("Authorization"), "{hidden}");
}
