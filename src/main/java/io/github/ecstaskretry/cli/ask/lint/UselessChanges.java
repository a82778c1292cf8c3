package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.cli.ask.lint.Coverage.Failure;
import io.github.ecstaskretry.cli.ask.lint.PolicyLint.OwnRule;
import io.github.ecstaskretry.core.plan.FargateSize;
import io.github.ecstaskretry.core.policy.Condition;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.LaunchChange;
import io.github.ecstaskretry.core.policy.LaunchChange.Avoid;
import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.StopCode;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds changes of the launch that no attempt gets, or that Fargate refuses. */
record UselessChanges(OwnRule own, Set<String> causes) {

    /** Causes of a task whose containers ran. A program may end with any code when it has too little memory. */
    private static final Set<String> OF_CONTAINERS_THAT_RAN =
            Set.of("out-of-memory", "killed-137", "app-exit", "app-crash-signal", "exit-unknown");

    /** The cause of a task with too little memory even to start. */
    private static final String TOO_LITTLE_TO_START = "bad-config";

    private static final String FARGATE = "FARGATE";

    static void check(OwnRule own, Coverage coverage) {
        LaunchChange change = own.rule().change();
        if (change.equals(LaunchChange.NONE)) {
            return;
        }
        UselessChanges changes = new UselessChanges(
                own,
                coverage.failures(own.rule().when()).stream()
                        .map(Failure::cause)
                        .collect(Collectors.toSet()));
        changes.forNoAttempt();
        changes.sameProvider(change.launch());
        changes.memory(change);
        changes.avoid(change);
    }

    private void forNoAttempt() {
        Integer attempts = own.rule().attempts();
        if (attempts != null && attempts == 1) {
            own.warn(
                    ".attempts",
                    "changes the launch of no attempt, because with attempts: 1 none follows",
                    "Raise attempts.");
        }
    }

    private void sameProvider(LaunchParameters launch) {
        List<String> matched = patterns(own.rule().when().capacityProvider());
        if (matched.size() == 1 && matched.equals(providers(launch))) {
            own.warn(
                    ".launch.capacityProviderStrategy",
                    "changes nothing: it launches on " + matched.getFirst() + " what ran there before",
                    "Name another capacity provider.");
        }
    }

    private void memory(LaunchChange change) {
        if (change.memory() == null) {
            return;
        }
        if (!canLackMemory(own.rule().when())) {
            own.warn(
                    ".memory",
                    "gives more memory, but no stop that it matches can have had too little",
                    "Match cause: out-of-memory, or remove memory.");
        }
        long max = change.memory().max();
        OptionalLong most = FargateSize.ALL.stream()
                .mapToLong(FargateSize::memory)
                .filter(memory -> memory <= max)
                .max();
        if (onFargate() && most.isEmpty()) {
            own.warn(
                    ".memory.max",
                    "never gives more memory, because Fargate has no size with " + max + " MiB or less",
                    "Raise max to 1024 at least.");
        } else if (onFargate() && most.getAsLong() != max) {
            own.warn(
                    ".memory.max",
                    "ends at " + most.getAsLong() + " MiB, because Fargate has no size with " + max + " MiB",
                    "Write max: " + most.getAsLong() + ", or the size above it.");
        }
    }

    private void avoid(LaunchChange change) {
        if (change.avoid().contains(Avoid.HOST) && onFargate()) {
            own.warn(".avoid", "avoids no host, because Fargate has none", "Remove host.");
        }
        Network network = own.linted().policy().network();
        if (change.avoid().contains(Avoid.ZONE)
                && network != null
                && network.subnets().size() == 1) {
            own.warn(
                    ".avoid",
                    "avoids no zone, because the policy's network has only one subnet",
                    "Add subnets in other zones, or remove zone.");
        }
        refused("placementConstraints", change.launch().placementConstraints());
        refused("placementStrategy", change.launch().placementStrategy());
    }

    private void refused(String key, Collection<?> declared) {
        if (!declared.isEmpty() && onFargate()) {
            own.warn(".launch." + key, "leads to launches that Fargate refuses: it takes no " + key, "Remove it.");
        }
    }

    private boolean canLackMemory(Condition when) {
        boolean ran = causes.stream().anyMatch(OF_CONTAINERS_THAT_RAN::contains)
                && !Boolean.FALSE.equals(when.started())
                && allows(when, StopCode.ESSENTIAL_CONTAINER_EXITED);
        boolean didNotStart = causes.contains(TOO_LITTLE_TO_START)
                && !Boolean.TRUE.equals(when.started())
                && allows(when, StopCode.TASK_FAILED_TO_START);
        return ran || didNotStart;
    }

    private static boolean allows(Condition when, StopCode stopCode) {
        return when.stopCode().isEmpty() || when.stopCode().stream().anyMatch(glob -> glob.matches(stopCode.text()));
    }

    /** Whether each attempt that the rule launches certainly runs on Fargate. */
    private boolean onFargate() {
        Condition when = own.rule().when();
        List<String> next = providers(own.rule().change().launch());
        List<String> policys = providers(own.linted().policy().launch());
        return Stream.of(next, policys, patterns(when.capacityProvider()), patterns(when.launchType()))
                .filter(names -> !names.isEmpty())
                .findFirst()
                .filter(names -> names.stream().allMatch(name -> name.startsWith(FARGATE)))
                .isPresent();
    }

    private static List<String> providers(LaunchParameters launch) {
        return launch.capacityProviderStrategy().stream()
                .map(item -> String.valueOf(item.get("capacityProvider")))
                .toList();
    }

    private static List<String> patterns(List<Glob> globs) {
        return globs.stream().map(Glob::pattern).toList();
    }
}
