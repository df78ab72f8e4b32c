//! Turns the rules on handbooks into words.

rules! {
    MISSING_PART = "DG-H001", "missing-part", Error {
        message: "la partie `{name}` n'a aucun fichier", "the part `{name}` has no file";
        label: "introuvable dans ce dossier", "not found in this folder";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "create": "créez `{path}`", "create `{path}`";
        explain: "`parts` cite les fichiers du manuel, sans suffixe de langue, dans l'ordre des numéros.", "`parts` names the handbook's files, without language suffix, in the order of their numbers.";
    }
    UNLISTED_PART = "DG-H002", "unlisted-part", Error {
        message: "ce fichier n'est pas une partie du manuel", "this file is no part of the handbook";
        label: "", "";
        help "add": "ajoutez `{name}` à `parts` dans `{path}`, ou sortez le fichier de ce dossier", "add `{name}` to `parts` in `{path}`, or move the file out of this folder";
        explain: "Tous les textes d'un dossier de manuel en font partie, à une place choisie.", "All texts in a handbook's folder are part of it, at a chosen place.";
    }
}
