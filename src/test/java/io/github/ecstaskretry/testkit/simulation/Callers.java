package io.github.ecstaskretry.testkit.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules and schedules at each moment. People change them, delete them, and deny access to them. */
final class Callers {

    private final Timeline timeline;
    private final Map<String, Configured> configured = new LinkedHashMap<>();
    private @Nullable Instant deniedSince;

    Callers(Timeline timeline) {
        this.timeline = timeline;
    }

    /**
     * A rule or a schedule.
     *
     * @param job that it launches
     * @param name its own; a twin's is another one with the same beginning
     */
    record Configured(Job job, String name, List<Version> versions) {

        /** Empty if it is deleted. */
        Optional<String> network() {
            return Optional.ofNullable(versions.getLast().network());
        }
    }

    /** The network from a moment on; null: it is deleted. */
    record Version(Instant since, @Nullable String network) {}

    /** Of a job that it launches now. */
    void put(Job job) {
        if (!job.caller().isPerson()) {
            put(job, Objects.requireNonNull(job.caller().name()), job.caller().network());
        }
    }

    private void put(Job job, String name, @Nullable String network) {
        configured
                .computeIfAbsent(name, absent -> new Configured(job, name, new ArrayList<>()))
                .versions()
                .add(new Version(timeline.now(), network));
    }

    /** Changes the network of all; null deletes them. */
    void change(@Nullable String network) {
        List.copyOf(configured.values()).forEach(caller -> put(caller.job(), caller.name(), network));
    }

    /** Somebody makes another schedule whose name begins alike, so that nobody can tell their tasks apart. */
    void makeTwins(String network) {
        List.copyOf(configured.values()).forEach(caller -> put(caller.job(), caller.name() + "-too", network));
    }

    void deny() {
        deniedSince = timeline.now();
    }

    boolean isDenied() {
        return deniedSince != null;
    }

    /** The existing ones of a kind whose names begin with a text. */
    List<Configured> beginningWith(Caller.Kind kind, String beginning) {
        return configured.values().stream()
                .filter(caller ->
                        caller.job().caller().kind() == kind && caller.name().startsWith(beginning))
                .filter(caller -> caller.network().isPresent())
                .toList();
    }

    Optional<Configured> named(String name) {
        return Optional.ofNullable(configured.get(name))
                .filter(caller -> caller.network().isPresent());
    }

    /** The possible answers of the caller in a period: networks, and an empty text for no answer. */
    Set<String> answers(Caller caller, Instant from, Instant to) {
        Set<String> answers = networks(Objects.requireNonNull(caller.name()), from, to);
        boolean ambiguous = configured.containsKey(caller.name() + "-too")
                && caller.startedBy() != null
                && !caller.startedBy().endsWith(caller.name())
                && networks(caller.name() + "-too", from, to).stream().anyMatch(network -> !network.isEmpty());
        if (ambiguous || (deniedSince != null && !deniedSince.isAfter(to))) {
            answers.add("");
        }
        if ((deniedSince != null && !deniedSince.isAfter(from))
                || (ambiguous && wasThere(caller.name() + "-too", from))) {
            answers.removeIf(network -> !network.isEmpty());
        }
        return answers;
    }

    private boolean wasThere(String name, Instant moment) {
        return !configured.get(name).versions().getFirst().since().isAfter(moment);
    }

    private Set<String> networks(String name, Instant from, Instant to) {
        List<Version> versions = configured.get(name).versions();
        Set<String> networks = new HashSet<>();
        for (int i = 0; i < versions.size(); i++) {
            boolean over =
                    i + 1 < versions.size() && versions.get(i + 1).since().isBefore(from);
            if (!over && !versions.get(i).since().isAfter(to)) {
                networks.add(Objects.requireNonNullElse(versions.get(i).network(), ""));
            }
        }
        return networks;
    }
}
