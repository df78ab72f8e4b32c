//! Turns the rules on tables written in YAML into words.

rules! {
    UNKNOWN_COLUMN = "DG-K001", "unknown-column", Error {
        message: "le tableau n'a pas de colonne `{column}`", "the table has no column `{column}`";
        label: "colonne inconnue", "unknown column";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "declare": "déclarez-la sous `columns`", "declare it under `columns`";
        explain:
            "Les colonnes d'un tableau sont déclarées une fois sous `columns`, chacune avec un identifiant et un titre par langue; chaque ligne range ses cellules sous ces identifiants. Une cellule sous un autre nom n'aurait pas de place dans le tableau, et son texte se perdrait sans bruit.",
            "The columns of a table are declared once under `columns`, each with an id and a title per language; each row keeps its cells under these ids. A cell under another name would have no place in the table, and its text would be lost without a word.";
        wrong: "columns:\n  - {id: quantity, title: {fr: Quantité, en: Quantity}}\nrows:\n  - {quantty: 2}";
        right: "columns:\n  - {id: quantity, title: {fr: Quantité, en: Quantity}}\nrows:\n  - {quantity: 2}";
    }
    MISSING_CELL = "DG-K002", "missing-cell", Error {
        message: "cette ligne n'a pas de cellule `{column}`", "this row has no cell `{column}`";
        label: "ligne incomplète", "incomplete row";
        help "add": "ajoutez `{column}:`, suivi de `\"\"` si la cellule est vide", "add `{column}:`, followed by `\"\"` if the cell is empty";
        explain:
            "Chaque ligne d'un tableau a une cellule pour chaque colonne. Une cellule vide s'écrit `\"\"` : le lecteur d'un contrat doit savoir qu'il n'y a rien, et non que quelqu'un a oublié. Une colonne que la plupart des lignes n'ont pas se déclare avec `optional: true`.",
            "Each row of a table has a cell for each column. An empty cell is written `\"\"`: whoever reads a contract must know that there is nothing, not that somebody forgot. A column that most rows lack is declared with `optional: true`.";
        wrong: "columns:\n  - {id: description, title: {fr: Livrable, en: Deliverable}}\n  - {id: quantity, title: {fr: Quantité, en: Quantity}}\nrows:\n  - description: {fr: Rapport, en: Report}";
        right: "columns:\n  - {id: description, title: {fr: Livrable, en: Deliverable}}\n  - {id: quantity, title: {fr: Quantité, en: Quantity}}\nrows:\n  - {description: {fr: Rapport, en: Report}, quantity: 1}";
    }
    CELL_KIND = "DG-K003", "cell-kind", Error {
        message: "`{value}` n'est pas une valeur du genre `{kind}`", "`{value}` is no value of the kind `{kind}`";
        label: "genre de la colonne non respecté", "not what the column holds";
        help "number": "écrivez un nombre, suivi au besoin d'une unité, ou retirez `kind: number` de la colonne", "write a number, with a unit if need be, or remove `kind: number` from the column";
        help "email": "écrivez une adresse comme `aide@exemple.ca`", "write an address such as `help@example.ca`";
        help "phone": "écrivez un numéro comme `+1 514 555-0100`, avec au besoin `poste 12`", "write a number such as `+1 514 555-0100`, with `ext. 12` if need be";
        explain:
            "Une colonne peut dire ce que ses cellules contiennent : `kind: number`, `email` ou `phone`. Les nombres s'alignent, les adresses et les numéros deviennent des liens. Une faute de frappe y est donc vue tout de suite, au lieu de l'être par le client qui compose le numéro.",
            "A column may say what its cells hold: `kind: number`, `email` or `phone`. Numbers are aligned, addresses and telephone numbers become links. So a slip is seen at once, and not by the customer who dials the number.";
        wrong: "columns:\n  - {id: email, title: {fr: Courriel, en: E-mail}, kind: email}\nrows:\n  - {email: aide.exemple.ca}";
        right: "columns:\n  - {id: email, title: {fr: Courriel, en: E-mail}, kind: email}\nrows:\n  - {email: aide@exemple.ca}";
    }
    NOTE_SIGN = "DG-K004", "note-sign", Error {
        message: "`{sign}` n'est pas le signe d'une note", "`{sign}` is not the sign of a note";
        label: "ni `*`, ni `**`, ni `***`", "neither `*`, `**` nor `***`";
        help "stars": "écrivez des étoiles entre guillemets : `\"*\"`", "write stars in quotation marks: `\"*\"`";
        explain:
            "Les notes d'un tableau se distinguent par leurs étoiles, comme dans le tableau imprimé : la note `\"**\"` répond à toute cellule qui se termine par `**`. Les guillemets sont nécessaires, car une étoile seule a un sens en YAML.",
            "The notes of a table are told apart by their stars, as in the printed table: the note `\"**\"` answers every cell that ends with `**`. The quotation marks are needed, as a star alone means something in YAML.";
        wrong: "rows:\n  - {visits: 2*}\nnotes:\n  a: {fr: Selon la région., en: Depending on region.}";
        right: "rows:\n  - {visits: 2*}\nnotes:\n  \"*\": {fr: Selon la région., en: Depending on region.}";
    }
}
