package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An attempt as it stands in the table at the end (docs/table.md), read without the product's help. */
record Recorded(StoredItem stored) {

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    static String format(Instant instant) {
        return MILLIS.format(instant);
    }

    @Nullable String text(String attribute) {
        AttributeValue value = attributes().get(attribute);
        return value == null ? null : value.s();
    }

    /** A text, a truth value, or a map of texts in the order of its keys; null if it is absent. */
    @Nullable String plain(String attribute) {
        AttributeValue value = attributes().get(attribute);
        if (value == null) {
            return attribute.equals("tags") ? "{}" : null;
        }
        if (value.hasM()) {
            Map<String, String> map = new TreeMap<>();
            value.m().forEach((key, element) -> map.put(key, element.s()));
            return map.toString();
        }
        return value.bool() == null ? value.s() : value.bool().toString();
    }

    Instant time(String attribute) {
        return Instant.parse(Objects.requireNonNull(text(attribute), attribute));
    }

    long number(String attribute) {
        return Long.parseLong(attributes().get(attribute).n());
    }

    int number() {
        return (int) number("attempt");
    }

    /** The version that decided: the first, or the one that supersedes a loss. */
    StoredItem.Version decided() {
        boolean superseded = isSuperseded();
        return stored.versions().stream()
                .filter(version -> version.attributes().containsKey("supersededAt") == superseded)
                .findFirst()
                .orElseThrow();
    }

    boolean isSuperseded() {
        return text("supersededAt") != null;
    }

    /** When the window ends whose digest announces the end; null if it is announced alone. */
    @Nullable Instant digestDue() {
        String window = text("digest");
        if (window == null) {
            return null;
        }
        String[] parts = window.split("/", -1);
        return Instant.parse(parts[3]).plus(Duration.parse(parts[4]));
    }

    /** Whether a wrong end was announced or was to be announced. */
    boolean wasAnnouncedTooEarly() {
        return isSuperseded()
                && stored.versions().stream()
                        .map(StoredItem.Version::attributes)
                        .anyMatch(version -> !version.containsKey("supersededAt")
                                && (version.containsKey("announcedAt") || version.containsKey("digest")));
    }

    /** Whether it was recorded as a retry that may not start yet. */
    boolean wasHeld() {
        return decided().attributes().containsKey("heldFor");
    }

    /** Whether it was recorded as a retry that a pause holds. */
    boolean wasPaused() {
        return "paused".equals(decidedText("heldFor"));
    }

    /** Whether another execution was to launch the next attempt at once. */
    boolean wasHurried() {
        String execution = text("executionArn");
        return execution != null && execution.endsWith("-now");
    }

    boolean wasCancelled() {
        return text("cancelledBy") != null;
    }

    /** When somebody cancelled it; null if nobody did. */
    @Nullable Instant cancelled() {
        return stored.versions().stream()
                .filter(version -> version.attributes().containsKey("cancelledBy"))
                .findFirst()
                .map(StoredItem.Version::since)
                .orElse(null);
    }

    /** The same attempt as it was decided. */
    Recorded asDecided() {
        return new Recorded(stored.only(decided()));
    }

    /** Since when it was held. */
    Instant heldSince() {
        return Instant.parse(Objects.requireNonNull(decidedText("heldSince")));
    }

    /** When it was released; null if it never was. */
    @Nullable Instant released() {
        return wasHeld()
                ? stored.versions().stream()
                        .filter(version -> !version.attributes().containsKey("heldFor")
                                && version.attributes().containsKey("pendingShard"))
                        .findFirst()
                        .map(StoredItem.Version::since)
                        .orElse(null)
                : null;
    }

    /** As it was decided. */
    @Nullable String decidedText(String attribute) {
        AttributeValue value = decided().attributes().get(attribute);
        return value == null ? null : value.s();
    }

    boolean isRetry() {
        return "RETRY".equals(text("decision"));
    }

    boolean isTerminal() {
        return "TERMINAL".equals(text("decision"));
    }

    boolean isToBeAnnounced() {
        AttributeValue announce = attributes().get("announce");
        return announce != null && announce.bool();
    }

    /** Whether no task is recorded with it. */
    boolean isLaunchFailure() {
        return text("taskArn") == null;
    }

    Map<String, AttributeValue> attributes() {
        return stored.now();
    }
}
