package io.github.ecstaskretry.cli.ask;

import io.github.ecstaskretry.core.classify.Classification.Evidence;
import io.github.ecstaskretry.core.classify.Recognition;
import io.github.ecstaskretry.core.classify.Recognition.Place;
import io.github.ecstaskretry.core.task.StopCode;
import java.util.ArrayList;
import java.util.List;

/** What identified a cause, in the catalogue's words. */
public final class EvidenceText {

    private EvidenceText() {}

    /** The catalogue's word for a place. */
    public static String word(Place place) {
        return switch (place) {
            case TASK -> "task";
            case CONTAINER -> "container";
            case LAUNCH -> "launch";
        };
    }

    /**
     * What decided besides words, such as {@code code AccessDeniedException}, {@code stopCode TaskFailedToStart} and {@code exit
     * 137}.
     */
    public static List<String> conditions(Evidence evidence) {
        Recognition recognition = evidence.recognition();
        List<String> conditions = new ArrayList<>();
        if (evidence.code() != null) {
            conditions.add("code " + evidence.code());
        }
        recognition.stopCodes().stream()
                .map(code -> "stopCode " + (code == StopCode.ABSENT ? "none" : code.text()))
                .sorted()
                .forEach(conditions::add);
        recognition.launchTypes().stream()
                .map(type -> "launchType " + type)
                .sorted()
                .forEach(conditions::add);
        if (!recognition.exits().isEmpty()) {
            conditions.add("exit " + (evidence.exitCode() == null ? "none" : evidence.exitCode()));
        }
        return conditions;
    }
}
