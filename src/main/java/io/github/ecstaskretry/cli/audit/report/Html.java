package io.github.ecstaskretry.cli.audit.report;

/** Text in HTML. */
final class Html {

    private Html() {}

    /** The text as content, or as the value of an attribute in double quotes. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
