//! Turns nothing: it is the shape of a table written in YAML, one type for the file and one for its columns.
//!
//! Whether rows have the columns that are declared is not known here.

use super::Text;
use crate::yaml::{Entries, PerLanguage, Scalar, Spanned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A cell: a text for all languages, or one for each.
pub type Cell = PerLanguage<Spanned<Scalar>>;

/// A table as data, which pages show by `:::snippet name`.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["caption", "columns", "rows"]))]
pub struct TableFile {
    /// The caption above the table: one line of Markdown.
    pub caption: PerLanguage<Text>,
    /// The table's anchor, for links to it.
    pub id: Option<Text>,
    /// The columns, from the first: it says what each row is.
    pub columns: Vec<TableColumn>,
    /// The rows: in each, a cell for every column, under the column's `id`.
    pub rows: Vec<Entries<Cell>>,
    /// The notes below the table, by their stars: a cell that ends with `*` refers to the note `"*"`.
    pub notes: Entries<PerLanguage<Text>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "title"]))]
pub struct TableColumn {
    /// The key of its cells.
    pub id: Text,
    /// What stands above it.
    pub title: PerLanguage<Text>,
    /// What its cells hold; the usual `text` may be anything.
    pub kind: ColumnKind,
    /// Whether a row may leave it out.
    pub optional: bool,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// One line of Markdown.
    #[default]
    Text,
    /// A number, with its unit or currency if need be, aligned at the end.
    Number,
    /// An e-mail address, which becomes a link.
    Email,
    /// A telephone number, which becomes a link.
    Phone,
}

impl ColumnKind {
    /// As the file says it.
    pub fn name(self) -> &'static str {
        match self {
            ColumnKind::Text => "text",
            ColumnKind::Number => "number",
            ColumnKind::Email => "email",
            ColumnKind::Phone => "phone",
        }
    }
}
