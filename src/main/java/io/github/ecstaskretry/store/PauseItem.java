package io.github.ecstaskretry.store;

import static io.github.ecstaskretry.store.AttemptAttributes.PAUSED;

import io.github.ecstaskretry.core.history.Pause;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Turns pauses into the control item's map and back: from the scope to who paused it, when, until when and why. */
public final class PauseItem {

    private static final String BY = "by";
    private static final String AT = "at";
    private static final String UNTIL = "until";
    private static final String REASON = "reason";

    private PauseItem() {}

    /** The pauses of the control item, the earliest first, including those whose time is over. */
    public static List<Pause> read(Map<String, AttributeValue> control) {
        AttributeValue paused = control.get(PAUSED);
        return paused == null
                ? List.of()
                : paused.m().entrySet().stream()
                        .map(entry -> read(
                                entry.getKey(), new ItemReader(entry.getValue().m(), control)))
                        .sorted(Comparator.comparing(Pause::at))
                        .toList();
    }

    private static Pause read(String scope, ItemReader pause) {
        return new Pause(scope, pause.text(BY), pause.time(AT), pause.optionalTime(UNTIL), pause.text(REASON));
    }

    /** The value of {@link AttemptAttributes#PAUSED}. */
    public static AttributeValue write(List<Pause> pauses) {
        Map<String, AttributeValue> scopes = new LinkedHashMap<>();
        pauses.forEach(pause -> scopes.put(pause.scope(), write(pause)));
        return AttributeValue.fromM(scopes);
    }

    private static AttributeValue write(Pause pause) {
        return AttributeValue.fromM(new ItemWriter()
                .text(BY, pause.by())
                .time(AT, pause.at())
                .time(UNTIL, pause.until())
                .text(REASON, pause.reason())
                .item());
    }
}
