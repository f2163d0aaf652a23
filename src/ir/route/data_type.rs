//! Data types and those of their properties that change what a mapping means.

/// Name of a data type and those of its properties that change what a mapping means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataType {
    /// HL7 v2 in ER7.
    Hl7v2(Box<Hl7v2>),
    /// XML.
    Xml {
        /// Namespaces are stripped before a script sees the tree.
        strip_namespaces: bool,
    },
    /// Text that is not parsed.
    Raw,
    /// JSON.
    Json,
    /// HL7 v3, an XML.
    Hl7v3 {
        /// Namespaces are stripped before a script sees the tree.
        strip_namespaces: bool,
    },
    /// Text in records and columns.
    Delimited(Box<Delimited>),
    /// EDI and X12.
    Edi(Box<Edi>),
    /// NCPDP.
    Ncpdp(Box<Ncpdp>),
    /// DICOM images.
    Dicom,
    /// Any other, of a plug-in: its legacy name.
    Other(String),
}

impl DataType {
    /// The legacy engine's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Hl7v2(_) => "HL7V2",
            Self::Xml { .. } => "XML",
            Self::Raw => "RAW",
            Self::Json => "JSON",
            Self::Hl7v3 { .. } => "HL7V3",
            Self::Delimited(_) => "DELIMITED",
            Self::Edi(_) => "EDI/X12",
            Self::Ncpdp(_) => "NCPDP",
            Self::Dicom => "DICOM",
            Self::Other(name) => name,
        }
    }
}

/// Text in records and columns. Delimiters are still escaped (`\t`, `0x09`), as in the export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delimited {
    /// How it is read.
    pub reader: Columns,
    /// How it is written.
    pub writer: Columns,
    /// Names of the columns; none for `column1`, `column2` ...
    pub names: Vec<String>,
    /// Rows have numbers in the tree.
    pub numbered_rows: bool,
    /// A CR is passed over.
    pub ignore_cr: bool,
}

/// How columns are told apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Between columns.
    pub column_delimiter: String,
    /// Between records.
    pub record_delimiter: String,
    /// Characters of each column where they have fixed widths; none for delimiters.
    pub widths: Vec<String>,
    /// Around a column that holds a delimiter.
    pub quote: String,
    /// A quote inside is doubled (else escaped).
    pub double_quote: bool,
    /// Before a quote inside.
    pub quote_escape: String,
}

/// Delimiters of EDI and X12, as the export writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edi {
    /// Between segments.
    pub segment: String,
    /// Between elements.
    pub element: String,
    /// Between sub-elements.
    pub subelement: String,
    /// Those of the message itself count, where it is X12.
    pub infer: bool,
}

/// Delimiters of NCPDP: of segments, groups and fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ncpdp {
    /// Reading.
    pub reader: [String; 3],
    /// Writing.
    pub writer: [String; 3],
    /// Writing validates.
    pub strict: bool,
}

/// Properties of the HL7 v2 data type (semantics section 1.1). Texts are as the export has them;
/// delimiters are still escaped (`\r` is the two characters backslash and r).
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the legacy engine")]
pub struct Hl7v2 {
    /// The repetition separator splits fields.
    pub repetitions: bool,
    /// The subcomponent separator splits components.
    pub subcomponents: bool,
    /// Reading goes through the strict parser (another tree).
    pub strict_reader: bool,
    /// Writing goes through the strict parser.
    pub strict_writer: bool,
    /// Strict reading validates.
    pub strict_validation: bool,
    /// Strict reading drops namespaces.
    pub strip_namespaces: bool,
    /// Segment delimiter of the reader.
    pub reader_delimiter: Option<String>,
    /// Segment delimiter of the writer.
    pub writer_delimiter: Option<String>,
    /// CR, LF and CRLF become the segment delimiter first.
    pub convert_line_breaks: bool,
    /// How a batch is split: `MSH_Segment` or `JavaScript`.
    pub batch_split: Option<String>,
    /// Acknowledgements that this side makes.
    pub acknowledgement: Acknowledgement,
    /// How acknowledgements from receivers are judged.
    pub validation: AckValidation,
}

/// Properties of generated acknowledgements. Codes and texts may be templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// Segment delimiter.
    pub delimiter: Option<String>,
    /// Code and text on success.
    pub success: (String, String),
    /// Code and text on error.
    pub error: (String, String),
    /// Code and text on rejection (filtered).
    pub rejected: (String, String),
    /// MSH-15 decides whether an acknowledgement is sent.
    pub honour_msh15: bool,
    /// Java date pattern of MSH-7 and MSH-10.
    pub date_format: Option<String>,
}

/// How an acknowledgement that came back is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AckValidation {
    /// Codes of success, separated by commas.
    pub success_codes: String,
    /// Codes of error.
    pub error_codes: String,
    /// Codes of rejection.
    pub rejected_codes: String,
    /// MSA-2 must equal the control id.
    pub check_control_id: bool,
    /// Where the control id comes from: `Destination_Encoded` or `Map_Variable`.
    pub control_id_source: Option<String>,
    /// The map variable of `Map_Variable`.
    pub control_id_variable: String,
}
