//! Turns the rules on handbooks into words.

rules! {
    MISSING_PART = "DG-H001", "missing-part", Error {
        message: "la partie `{name}` n'a aucun fichier", "the part `{name}` has no file";
        label: "introuvable dans ce dossier", "not found in this folder";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "create": "créez `{path}`", "create `{path}`";
        explain:
            "`parts` cite les fichiers du manuel dans l'ordre de leurs numéros, sans suffixe de langue ni extension. Une partie absente changerait le numéro de toutes les suivantes, et donc le sens de chaque renvoi : Diglot ne la saute pas. Corrigez le nom, créez le fichier, ou retirez la partie de la liste.",
            "`parts` names the handbook's files in the order of their numbers, without language suffix or extension. A part that is absent would change the number of all that follow, and so the meaning of every reference: Diglot does not skip it. Correct the name, create the file, or remove the part from the list.";
        wrong: "parts: [porte, roles.fr.md]", "parts: [scop, roles.en.md]";
        right: "parts: [portee, roles]", "parts: [scope, roles]";
    }
    UNLISTED_PART = "DG-H002", "unlisted-part", Error {
        message: "ce fichier n'est pas une partie du manuel", "this file is no part of the handbook";
        label: "", "";
        help "add": "ajoutez `{name}` à `parts` dans `{path}`, ou sortez le fichier de ce dossier", "add `{name}` to `parts` in `{path}`, or move the file out of this folder";
        explain:
            "Tous les textes du dossier d'un manuel en font partie, à la place que leur donne `parts`; un texte oublié ne serait ni numéroté ni publié, sans que personne le voie. Ajoutez-le à la liste, à sa place, ou sortez-le du dossier. Un brouillon peut y rester si son nom commence par `_`.",
            "All texts in a handbook's folder are part of it, at the place that `parts` gives them; a text that was forgotten would be neither numbered nor published, and nobody would notice. Add it to the list, at its place, or move it out of the folder. A draft may stay there if its name begins with `_`.";
        wrong: "# handbook.yaml, à côté de roles.fr.md et de publication.fr.md\nparts: [roles]", "# handbook.yaml, beside roles.en.md and publishing.en.md\nparts: [roles]";
        right: "parts: [roles, publication]", "parts: [roles, publishing]";
    }
}
