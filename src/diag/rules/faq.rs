//! Turns the rules on FAQs and glossaries into words.

rules! {
    DUPLICATE_ENTRY = "DG-F001", "duplicate-entry", Error {
        message: "l'identifiant `{id}` est donné à deux entrées", "the id `{id}` is given to two entries";
        label: "seconde fois", "second time";
        help "rename": "écrivez un autre identifiant, par exemple `{suggestion}`", "write another id, for instance `{suggestion}`";
        related "first": "d'abord ici", "first here";
        explain:
            "L'identifiant d'une entrée fait son adresse permanente dans toutes les langues : il est donc unique dans le fichier, anciens identifiants (`aliases`) compris. Avec deux entrées égales, les liens mèneraient toujours à la première. Donnez à la seconde un autre identifiant; si elle répète la première, supprimez-la.",
            "An entry's id makes its permanent address in every language, so it is unique in the file, former ids (`aliases`) included. With two equal entries, links would always lead to the first. Give the second another id; if it repeats the first, delete it.";
        wrong: "entries:\n  - id: frais\n  - id: frais", "entries:\n  - id: fees\n  - id: fees";
        right: "entries:\n  - id: frais\n  - id: frais-de-retard", "entries:\n  - id: fees\n  - id: late-fees";
    }
    DANGLING_RELATED = "DG-F002", "dangling-related", Error {
        message: "il n'y a pas d'entrée `{target}`", "there is no entry `{target}`";
        label: "aucune entrée de ce nom", "no entry of this name";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "none": "écrivez l'identifiant d'une entrée de ce fichier, ou `autre.yaml#identifiant`", "write the id of an entry of this file, or `other.yaml#id`";
        explain:
            "`related` cite d'autres entrées que le lecteur voudra voir : par leur identifiant si elles sont dans le même fichier, sinon par le chemin du fichier suivi de `#identifiant`. Une entrée renommée ou supprimée laisserait ici un renvoi vers rien. Corrigez l'identifiant, ou retirez-le de la liste; une entrée renommée peut garder l'ancien nom sous `aliases`.",
            "`related` names other entries that the reader will want to see: by their id if they are in the same file, else by the file's path followed by `#id`. An entry that was renamed or deleted would leave a reference to nothing here. Correct the id, or remove it from the list; an entry that is renamed can keep its former name under `aliases`.";
        wrong: "related: [delais, assistance.yaml]", "related: [deadlines, support.yaml]";
        right: "related: [delai, assistance.yaml#horaires]", "related: [deadline, support.yaml#hours]";
    }
    UNKNOWN_CATEGORY = "DG-F003", "unknown-category", Error {
        message: "il n'y a pas de catégorie `{target}`", "there is no category `{target}`";
        label: "catégorie inconnue", "unknown category";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        help "none": "déclarez-la sous `categories`", "declare it under `categories`";
        explain:
            "Les catégories d'une FAQ sont déclarées une fois sous `categories`, dans l'ordre de la page, chacune avec un identifiant et un titre par langue. Une entrée les désigne par l'identifiant, jamais par le titre. Sans déclaration, la question n'aurait ni place dans la page ni ligne dans le sommaire.",
            "The categories of an FAQ are declared once under `categories`, in the order of the page, each with an id and a title per language. An entry names them by the id, never by the title. Without a declaration the question would have no place on the page and no line in its contents list.";
        wrong: "categories:\n  - {id: frais, title: {fr: Frais, en: Fees}}\nentries:\n  - {id: retard, category: Frais}", "categories:\n  - {id: fees, title: {fr: Frais, en: Fees}}\nentries:\n  - {id: late, category: Fees}";
        right: "categories:\n  - {id: frais, title: {fr: Frais, en: Fees}}\nentries:\n  - {id: retard, category: frais}", "categories:\n  - {id: fees, title: {fr: Frais, en: Fees}}\nentries:\n  - {id: late, category: fees}";
    }
    BAD_ID = "DG-F004", "bad-id", Error {
        message: "`{id}` ne convient pas comme identifiant", "`{id}` does not suit as an id";
        label: "contient un caractère qui n'y est pas admis", "holds a character that is not allowed";
        help "nearest": "écrivez `{suggestion}`", "write `{suggestion}`";
        explain:
            "Un identifiant fait partie d'une adresse que l'on copie, dicte et imprime : il ne contient que des lettres, des chiffres, des points, des traits d'union et des traits de soulignement. Une espace ou un `#` y couperait le lien. Choisissez-le court et durable : il ne change pas quand la question est reformulée.",
            "An id is part of an address that people copy, dictate and print: it holds letters, digits, dots, hyphens and underscores only. A space or a `#` would cut the link. Choose a short and lasting one: it does not change when the question is reworded.";
        wrong: "- id: Quel délai?", "- id: Which deadline?";
        right: "- id: delai", "- id: deadline";
    }
    NO_QUESTION = "DG-F005", "no-question", Error {
        message: "`{target}` ne peut être repris ici", "`{target}` cannot be shown here";
        label: "question à reprendre", "question to be shown";
        help "question": "écrivez l'adresse d'une question, par exemple `faq.yaml#identifiant`", "write the address of a question, for instance `faq.yaml#id`";
        help "inside": "écrivez un lien : `[]({target})`", "write a link: `[]({target})`";
        explain:
            "`:::question` reprend dans un guide une question d'une FAQ et sa réponse, qui restent écrites une seule fois. L'adresse est celle d'une entrée : le fichier, puis `#` et l'identifiant. Une page, une section ou un terme ne se reprennent pas. Dans une réponse ou une définition non plus : une réponse qui en contiendrait une autre paraîtrait deux fois sur la même page. Mettez-y un lien.",
            "`:::question` shows a question of an FAQ with its answer in a guide, while both stay written once. The address is that of an entry: the file, then `#` and the id. A page, a section or a term cannot be shown so. Nor can anything inside an answer or a definition: an answer that held another would appear twice on the same page. Put a link there.";
        wrong: ":::question ../faq/assistance.yaml", ":::question ../faq/support.yaml";
        right: ":::question ../faq/assistance.yaml#delai", ":::question ../faq/support.yaml#deadline";
    }
}
