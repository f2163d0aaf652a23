//! Transports that nothing on the new platform does: tasks that name what has to be set up.

use super::{
    super::{Gap, unmapped},
    UNTIL,
};
use crate::ir::{
    Connector,
    route::{DicomListener, DicomSender, DocumentWriter},
};

/// What the endpoint of a Document Writer lacks: everything.
pub(super) fn document(connector: &Connector, writer: &DocumentWriter) -> Vec<Gap> {
    let DocumentWriter { folder, name, kind, output, .. } = writer;
    let (width, height, unit) = &writer.page;
    let locked = if writer.encrypted { ", locked with a password" } else { "" };
    let task = format!(
        "Lay out its HTML as {} of {width} by {height} {}{locked}, and put it under `{name}` into `{folder}` (output \
         {output}) by hand. {UNTIL}",
        kind.to_ascii_uppercase(),
        unit.to_lowercase(),
    );
    vec![unmapped(connector, &connector.transport, &task)]
}

/// What the endpoint of a DICOM Listener lacks: everything.
pub(super) fn dicom_listener(connector: &Connector, listener: &DicomListener) -> Vec<Gap> {
    let DicomListener { host, port, entity } = listener;
    let task = format!(
        "Set up a DICOM listener on {host}:{port} for the application entity `{entity}` by hand. {UNTIL}"
    );
    vec![unmapped(connector, &connector.transport, &task)]
}

/// What the endpoint of a DICOM Sender lacks: everything.
pub(super) fn dicom_sender(connector: &Connector, sender: &DicomSender) -> Vec<Gap> {
    let DicomSender { host, port, entity, local_entity } = sender;
    let task = format!(
        "Set up a DICOM sender to {host}:{port}, application entity `{entity}`, as `{local_entity}`, by hand. \
         {UNTIL}"
    );
    vec![unmapped(connector, &connector.transport, &task)]
}
