package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.policy.PolicySet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A policy file. A run can replace it by another file while jobs are running.
 *
 * @param terms its policies, in order
 * @param policies the same, read by the product
 */
record Deployment(List<Terms> terms, PolicySet policies) {

    private static final Terms PATIENT = new Terms().with(terms -> terms.moreMemory = true);

    /** The files that a run may begin with. */
    static final List<Deployment> ALL = List.of(
            of(PATIENT),
            of(PATIENT.with(terms -> {
                terms.attempts = 2;
                terms.jitter = false;
                terms.copyTags = true;
                terms.spotAttempts = Terms.MOST_ATTEMPTS;
            })),
            of(PATIENT.with(terms -> {
                terms.attempts = 1;
                terms.otherwise = "fail";
            })),
            of(PATIENT.with(terms -> {
                terms.otherwise = "retry-unstarted";
                terms.announce = Set.of("FAILED", "EXHAUSTED", "RECOVERED");
            })),
            of(PATIENT.with(terms -> {
                terms.interval = Duration.ofMinutes(4);
                terms.deadline = Duration.ofMinutes(10);
            })),
            of(PATIENT.with(terms -> {
                // ECS forgets a stopped task before its retry is due.
                terms.interval = Duration.ofMinutes(65);
                terms.maxDelay = Duration.ofMinutes(75);
                terms.deadline = Duration.ofHours(20);
                terms.jitter = false;
            })),
            of(PATIENT.with(terms -> terms.pace = 2)),
            of(PATIENT.with(terms -> terms.network = false)),
            of(PATIENT.with(terms -> {
                terms.network = false;
                terms.otherwise = "retry-unstarted";
                terms.jitter = false;
            })),
            of(PATIENT.with(terms -> {
                terms.network = false;
                terms.learns = false;
            })),
            of(
                    PATIENT.with(terms -> {
                        terms.name = "once";
                        terms.tags = Map.of("team", "once");
                        terms.attempts = 1;
                    }),
                    PATIENT.with(terms -> terms.jitter = false)),
            of(
                    PATIENT.with(terms -> {
                        terms.name = "web";
                        terms.family = "web";
                        terms.attempts = 2;
                    }),
                    PATIENT));

    /** Files that may follow: the same policy in mode observe, and files without it. */
    static final List<Deployment> LATER = List.of(
            of(PATIENT.with(terms -> terms.acts = false)),
            of(PATIENT.with(terms -> terms.name = "renamed")),
            of(PATIENT.with(terms -> {
                terms.name = "web";
                terms.family = "web";
            })));

    /** Adopts jobs of run-job that no policy matches. */
    static final Deployment OF_RUN_JOB = of(PATIENT.with(terms -> {
        terms.name = "of-run-job";
        terms.network = false;
        terms.attempts = 3;
    }));

    static Deployment of(Terms... terms) {
        List<Terms> all = List.of(terms);
        String yaml = "version: 1\npolicies:\n" + all.stream().map(Terms::yaml).collect(Collectors.joining());
        return new Deployment(all, TestPolicies.read(yaml));
    }

    Optional<Terms> named(String name) {
        return Stream.concat(terms.stream(), OF_RUN_JOB.terms().stream())
                .filter(policy -> policy.name.equals(name))
                .findFirst();
    }

    /** The policy that adopts the job. */
    Optional<Terms> adopts(Job job) {
        return first(job, policy -> policy.matches(job));
    }

    /** The policy that may adopt the job, whatever its tags are. */
    Optional<Terms> mayAdopt(Job job) {
        return first(job, policy -> policy.mayMatch(job));
    }

    private Optional<Terms> first(Job job, Predicate<Terms> fits) {
        return Stream.concat(terms.stream(), job.isAwaited() ? OF_RUN_JOB.terms().stream() : Stream.of())
                .filter(fits)
                .findFirst();
    }
}
