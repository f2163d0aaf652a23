//! Images (DICOM).

/// Settings of a source that takes images in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DicomListener {
    /// Local address to bind.
    pub host: String,
    /// Local port.
    pub port: String,
    /// Title of the application entity; empty accepts any.
    pub entity: String,
}

/// Settings of a destination that sends images.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DicomSender {
    /// Remote host.
    pub host: String,
    /// Remote port.
    pub port: String,
    /// Title of the remote application entity.
    pub entity: String,
    /// Title of the local one.
    pub local_entity: String,
}
