//! What tests of several modules share. Not part of the compiler.

pub(crate) mod export;

use crate::ir::route::{AckValidation, Acknowledgement, DataType, Hl7v2};

/// The HL7 v2 data type with the settings of a new channel.
pub(crate) fn hl7() -> DataType {
    let text = |text: &str| text.to_owned();
    DataType::Hl7v2(Box::new(Hl7v2 {
        repetitions: true,
        subcomponents: true,
        strict_reader: false,
        strict_writer: false,
        strict_validation: false,
        strip_namespaces: false,
        reader_delimiter: Some(text("\\r")),
        writer_delimiter: Some(text("\\r")),
        convert_line_breaks: true,
        batch_split: Some(text("MSH_Segment")),
        acknowledgement: Acknowledgement {
            delimiter: Some(text("\\r")),
            success: (text("AA"), String::new()),
            error: (text("AE"), text("An Error Occurred Processing Message.")),
            rejected: (text("AR"), text("Message Rejected.")),
            honour_msh15: false,
            date_format: Some(text("yyyyMMddHHmmss.SSS")),
        },
        validation: AckValidation {
            success_codes: text("AA,CA"),
            error_codes: text("AE,CE"),
            rejected_codes: text("AR,CR"),
            check_control_id: true,
            control_id_source: Some(text("Destination_Encoded")),
            control_id_variable: String::new(),
        },
    }))
}
