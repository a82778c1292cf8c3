package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.CheckResults.REVERT_DRIFT;
import static io.github.ecstaskretry.cli.doctor.CheckResults.counted;

import io.github.ecstaskretry.cli.doctor.Deployment.EventQueue;
import io.github.ecstaskretry.cli.doctor.Deployment.EventRule;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import io.github.ecstaskretry.cli.doctor.Deployment.WatchedCluster;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks how events reach the function: the rules, the clusters, and the dead-letter queue. */
record EventChecks(Deployment deployment) {

    private static final String INVOKE = "lambda:InvokeFunction";

    List<CheckResult> taskStoppedRule() {
        return rule("rule for stops", "stopped tasks", deployment.taskStopped(), Stack.TASK_STOPPED_RULE);
    }

    List<CheckResult> launchEndedRule() {
        return rule("rule for launches", "failed launches", deployment.launchEnded(), Stack.LAUNCH_ENDED_RULE);
    }

    /** The rule is enabled, matches its events, has the function as its target, and may call it. */
    private List<CheckResult> rule(String part, String events, Lookup<EventRule> reading, String logicalId) {
        CheckResults results = new CheckResults(part, deployment.stack());
        String unheard = ": the function gets no " + events;
        results.required(reading, logicalId, "the rule does not exist" + unheard, rule -> {
            String enable = "aws events enable-rule --name " + rule.name();
            results.brokenIf(!rule.enabled(), rule.name() + " is disabled" + unheard, enable);
            String untried = "its pattern could not be tried";
            results.read(
                    untried + ": ",
                    rule.unmatched(),
                    () -> results.unknown(untried),
                    unmatched -> unmatched.forEach(
                            event -> results.broken(rule.name() + " does not match " + event, REVERT_DRIFT)));
            deployment.function().found().ifPresent(function -> {
                String unlisted = "its targets could not be listed";
                results.read(
                        unlisted + ": ",
                        rule.targets(),
                        () -> results.unknown(unlisted),
                        targets -> checkTargets(function, rule, targets, results));
                checkPermission(function, rule, results);
            });
        });
        boolean callable = deployment.function().found().isPresent()
                && deployment.invocation().found().isPresent();
        return results.orOk(
                callable ? "enabled, and hands " + events + " to the function" : "enabled, and matches " + events);
    }

    private void checkTargets(
            RetryFunction function, EventRule rule, List<EventRule.Target> targets, CheckResults results) {
        Optional<EventRule.Target> target = targets.stream()
                .filter(candidate -> candidate.arn().equals(function.arn()))
                .findFirst();
        if (target.isEmpty()) {
            results.broken(rule.name() + " does not have the function as its target", REVERT_DRIFT);
        } else if (!EventQueue.keeps(target.get().deadLetterArn(), deployment.deadLetters())) {
            results.warning(
                    "events that " + rule.name()
                            + " cannot hand over for six hours are lost: they do not go to the dead-letter queue",
                    REVERT_DRIFT);
        }
    }

    private void checkPermission(RetryFunction function, EventRule rule, CheckResults results) {
        results.brokenIf(
                deployment
                        .invocation()
                        .found()
                        .filter(permissions -> !allowed(permissions.grants(), INVOKE, rule))
                        .isPresent(),
                "EventBridge may not call the function for " + rule.name(),
                "aws lambda add-permission --function-name " + function.name() + " --statement-id " + rule.name()
                        + " --action " + INVOKE + " --principal " + ServiceGrant.EVENTS + " --source-arn "
                        + rule.arn());
    }

    private static boolean allowed(List<ServiceGrant> grants, String action, EventRule rule) {
        return grants.stream().anyMatch(grant -> grant.allows(ServiceGrant.EVENTS, action, rule.arn()));
    }

    /** The clusters of {@code RETRY_CLUSTERS} exist, otherwise no event comes from them; and no other stack watches them. */
    List<CheckResult> clusters() {
        CheckResults results = new CheckResults("clusters", deployment.stack());
        results.dependent(deployment.clusters(), "not known without the function", clusters -> {
            clusters.forEach(cluster -> results.brokenIf(
                    !cluster.status().equals("ACTIVE"),
                    cluster.arn() + " is " + cluster.status() + ": no event comes from it",
                    "correct the parameter Clusters and run 'sam deploy'"));
            deployment
                    .policy()
                    .found()
                    .ifPresent(policy -> clusters.stream()
                            .filter(cluster -> cluster.status().equals("ACTIVE"))
                            .forEach(cluster ->
                                    policy.set().policies().forEach(each -> providers(each, cluster, results))));
            results.read(
                    "",
                    deployment.overlaps(),
                    () -> {},
                    rules -> rules.forEach(
                            rule -> results.warning(
                                    "another stack watches the same clusters, so that both run a task again: its rule "
                                            + rule.name()
                                            + " matches stopped tasks"
                                            + (rule.clusters().isEmpty()
                                                    ? ""
                                                    : " of " + String.join(", ", rule.clusters())),
                                    "give each stack its own Clusters, or give their policies a 'match' that keeps them apart")));
        });
        return results.orOk(
                deployment.clusters(),
                clusters -> clusters.isEmpty()
                        ? "every cluster of the account and Region"
                        : counted(clusters.size(), "cluster is", "clusters are") + " active");
    }

    /** RunTask refuses a capacity provider that the cluster does not have (Amazon ECS API reference, {@code RunTask}). */
    private static void providers(Policy policy, WatchedCluster cluster, CheckResults results) {
        String name = cluster.arn().substring(cluster.arn().lastIndexOf('/') + 1);
        List<String> lacking = Stream.concat(
                        Stream.of(policy.launch()),
                        policy.rules().stream().map(rule -> rule.change().launch()))
                .flatMap(launch -> launch.capacityProviderStrategy().stream())
                .map(item -> String.valueOf(item.get("capacityProvider")))
                .filter(provider -> !cluster.providers().contains(provider))
                .distinct()
                .toList();
        results.warnIf(
                !lacking.isEmpty() && Glob.anyOrNone(policy.match().cluster(), name),
                "policy '" + policy.name() + "' launches on the capacity provider " + String.join(", ", lacking)
                        + ", which the cluster " + name + " does not have",
                "'aws ecs put-cluster-capacity-providers' adds it; or correct the policy's launch or match");
    }

    /** The dead-letter queue is empty, and the rules may send to it. */
    List<CheckResult> deadLetterQueue() {
        CheckResults results = new CheckResults("dead-letter queue", deployment.stack());
        String absence = "the queue does not exist: an event that fails is lost";
        results.required(deployment.deadLetters(), Stack.DEAD_LETTER_QUEUE, absence, queue -> {
            results.brokenIf(
                    queue.messages() > 0,
                    counted(queue.messages(), "event waits", "events wait") + " there undecided",
                    "'ecs-retry dead-letters' shows them and their errors; when the cause is cured, 'ecs-retry redrive'");
            Stream.of(deployment.taskStopped(), deployment.launchEnded())
                    .flatMap(reading -> reading.found().stream())
                    .forEach(rule -> results.warnIf(
                            !allowed(queue.grants(), "sqs:SendMessage", rule),
                            "the rule " + rule.name()
                                    + " may not send to it: an event that it cannot hand over is lost",
                            "the queue's policy has lost its permission: " + REVERT_DRIFT));
        });
        return results.orOk("empty");
    }
}
