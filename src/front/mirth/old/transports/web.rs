//! Web Service Listener and Sender, and the SOAP connectors of before 2.0.

use super::{Transport, destination, response, source};
use crate::front::mirth::old::settings::{
    Quiet, Row, flag, group, template, text, texts, unless, unused,
};

pub(super) const TRANSPORTS: &[Transport] = &[
    Transport {
        old: &["Web Service Listener", "SOAP Listener"],
        name: "Web Service Listener",
        class: "ws.WebServiceReceiverProperties",
        rows: LISTENER,
        quiet: LISTENER_QUIET,
        elsewhere: &[],
    },
    Transport {
        old: &["Web Service Sender", "SOAP Sender"],
        name: "Web Service Sender",
        class: "ws.WebServiceDispatcherProperties",
        rows: SENDER,
        quiet: SENDER_QUIET,
        elsewhere: super::REPLY_CHANNEL,
    },
];

const LISTENER: &[Row] = &[
    group(
        "listenerConnectorProperties",
        &[text("host", &["host"], "0.0.0.0"), text("port", &["port"], "8081")],
    ),
    source!(&["receiverResponseValue", "responseValue"], "None", response),
    text(
        "className",
        &["receiverClassName"],
        "com.mirth.connect.connectors.ws.DefaultAcceptMessage",
    ),
    text("serviceName", &["receiverServiceName", "serviceName"], "Mirth"),
    texts("usernames", &["receiverUsernames"]),
    texts("passwords", &["receiverPasswords"]),
];

const LISTENER_QUIET: &[Quiet] = &[
    unused("DataType"),
    unless("contentType", &["text/xml"], "of which type the request is"),
    // The address of the definition, which is made of host, port and service.
    unused("externalAddress"),
];

const SENDER: &[Row] = &[
    destination!(queued),
    template("wsdlUrl", &["dispatcherWsdlUrl", "wsdlUrl"], ""),
    template("service", &["dispatcherService"], ""),
    template("port", &["dispatcherPort"], ""),
    text("operation", &["dispatcherOperation"], "Press Get Operations"),
    flag("useAuthentication", &["dispatcherUseAuthentication"], "false"),
    template("username", &["dispatcherUsername"], ""),
    template("password", &["dispatcherPassword"], ""),
    template("envelope", &["dispatcherEnvelope", "soapEnvelope"], ""),
    flag("oneWay", &["dispatcherOneWay"], "false"),
    flag("useMtom", &["dispatcherUseMtom"], "false"),
    texts("attachmentNames", &["dispatcherAttachmentNames", "attachmentNames"]),
    texts("attachmentContents", &["dispatcherAttachmentContents", "attachmentContents"]),
    texts("attachmentTypes", &["dispatcherAttachmentTypes", "attachmentTypes"]),
    template("soapAction", &["dispatcherSoapAction"], ""),
];

const SENDER_QUIET: &[Quiet] = &[
    unused("DataType"),
    unused("queuePollInterval"),
    unless("host", &[""], "to which address the request goes"),
    // What the Administrator had found in the definition of the service.
    unused("dispatcherWsdlCacheId"),
    unused("dispatcherWsdlOperations"),
];
