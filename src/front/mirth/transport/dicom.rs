//! DICOM Listener and DICOM Sender.

use super::{
    ADDRESS, PLUGINS,
    delivery::{DESTINATION, SOURCE},
    listener_address,
    settings::{Setting, Table, account, group, harmless, mapped, only},
    shown,
};
use crate::{
    front::mirth::read::context::{Reading, release},
    ir::route::{DicomListener, DicomSender, Endpoint, OptionGap},
    xml::Node,
};

const NAMED: &str = "the manual task names it";
const TASK: &str = "Set the same on the new DICOM endpoint.";
const TLS: &str =
    "The association is encrypted. Bring keys and certificates to the new DICOM endpoint.";
const SPEED: &str = "a limit of buffers or threads, which changes no image";

/// The settings that both have beside their addresses.
const ASYNC: Setting = only("async", &["0"], TASK);
const BUFFER: Setting = harmless("bufSize", SPEED);
const PDV: Setting = only("pdv1", &["false"], TASK);
const RECEIVED: Setting = harmless("rcvpdulen", SPEED);
const REAPER: Setting = harmless("reaper", SPEED);
const RELEASE: Setting = only("releaseTo", &["5"], TASK);
const SENT: Setting = harmless("sndpdulen", SPEED);
const CLOSE: Setting = harmless("soCloseDelay", SPEED);
const RECEIVE_BUFFER: Setting = harmless("sorcvbuf", SPEED);
const SEND_BUFFER: Setting = harmless("sosndbuf", SPEED);
const NO_DELAY: Setting = harmless("tcpDelay", SPEED);
const KEY_PASSWORD: Setting = only("keyPW", &[""], TLS);
const KEYS: Setting = only("keyStore", &[""], TLS);
const KEYS_PASSWORD: Setting = only("keyStorePW", &[""], TLS);
const NO_CLIENT: Setting = only("noClientAuth", &["true"], TLS);
const NO_SSL2: Setting = harmless("nossl2", "no platform of today speaks SSL 2");
const ENCRYPTION: Setting = only("tls", &["notls"], TLS);
const TRUST: Setting = only("trustStore", &[""], TLS);
const TRUST_PASSWORD: Setting = only("trustStorePW", &[""], TLS);

/// DICOM Listener.
pub(super) const LISTENER: Table = Table {
    title: "DICOM Listener",
    class: "connectors.dimse.DICOMReceiverProperties",
    becomes: "No route: a manual task, as Camel has no DICOM component.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("listenerConnectorProperties", ADDRESS.title),
        group("sourceConnectorProperties", SOURCE.title),
        group("responseConnectorProperties", SOURCE.title).until(release(3, 1, 0)),
        mapped("applicationEntity", NAMED),
        only("localHost", &[""], TASK),
        only("localPort", &[""], TASK),
        only("localApplicationEntity", &[""], TASK),
        CLOSE,
        RELEASE,
        only("requestTo", &["5"], TASK),
        only("idleTo", &["60"], TASK),
        REAPER,
        only("rspDelay", &["0"], TASK),
        PDV,
        SENT,
        RECEIVED,
        ASYNC,
        only("bigEndian", &["false"], TASK),
        BUFFER,
        only("defts", &["false"], TASK),
        only("dest", &[""], TASK),
        only("nativeData", &["false"], TASK),
        RECEIVE_BUFFER,
        SEND_BUFFER,
        NO_DELAY,
        KEY_PASSWORD,
        KEYS,
        KEYS_PASSWORD,
        NO_CLIENT,
        NO_SSL2,
        ENCRYPTION,
        TRUST,
        TRUST_PASSWORD,
    ],
};

/// DICOM Sender.
pub(super) const SENDER: Table = Table {
    title: "DICOM Sender",
    class: "connectors.dimse.DICOMDispatcherProperties",
    becomes: "No route: a manual task, as Camel has no DICOM component.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("destinationConnectorProperties", DESTINATION.title),
        group("queueConnectorProperties", DESTINATION.title).until(release(3, 1, 0)),
        mapped("host", NAMED),
        mapped("port", NAMED),
        mapped("applicationEntity", NAMED),
        only("localHost", &[""], TASK),
        only("localPort", &[""], TASK),
        mapped("localApplicationEntity", NAMED),
        mapped("template", "`template` of the destination bean"),
        only("acceptTo", &["5000"], TASK),
        ASYNC,
        BUFFER,
        only("connectTo", &["0"], TASK),
        only("priority", &["med"], TASK),
        only(
            "passcode",
            &[""],
            "The receiver asks for a user. Bring name and code to the new DICOM endpoint.",
        ),
        PDV,
        RECEIVED,
        REAPER,
        RELEASE,
        only("rspTo", &["60"], TASK),
        harmless("shutdownDelay", SPEED),
        SENT,
        CLOSE,
        RECEIVE_BUFFER,
        SEND_BUFFER,
        only(
            "stgcmt",
            &["false"],
            "The receiver has to confirm that it stored the image. Ask for the same.",
        ),
        NO_DELAY,
        only("ts1", &["false"], TASK),
        only("uidnegrsp", &["false"], TASK),
        only(
            "username",
            &[""],
            "The receiver asks for a user. Bring name and code to the new DICOM endpoint.",
        ),
        KEY_PASSWORD,
        KEYS,
        KEYS_PASSWORD,
        NO_CLIENT,
        NO_SSL2,
        ENCRYPTION,
        TRUST,
        TRUST_PASSWORD,
    ],
};

/// Reads the settings of a DICOM Listener.
pub(super) fn read_listener(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &LISTENER, gaps);
    let (host, port) = listener_address(reading, node);
    let entity = shown(reading, node, "applicationEntity");
    Endpoint::DicomListener(Box::new(DicomListener { host, port, entity }))
}

/// Reads the settings of a DICOM Sender.
pub(super) fn read_sender(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &SENDER, gaps);
    Endpoint::DicomSender(Box::new(DicomSender {
        host: shown(reading, node, "host"),
        port: shown(reading, node, "port"),
        entity: shown(reading, node, "applicationEntity"),
        local_entity: shown(reading, node, "localApplicationEntity"),
    }))
}
