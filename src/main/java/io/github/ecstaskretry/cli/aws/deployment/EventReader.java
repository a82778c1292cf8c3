package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.Deployment.EventQueue;
import io.github.ecstaskretry.cli.doctor.Deployment.EventRule;
import io.github.ecstaskretry.cli.doctor.Deployment.OverlappingRule;
import io.github.ecstaskretry.cli.doctor.ExampleEvents;
import io.github.ecstaskretry.cli.doctor.Lookup;
import io.github.ecstaskretry.cli.doctor.ServiceGrant;
import io.github.ecstaskretry.cli.doctor.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Reads the rules, and the queue of the undeliverable events (Amazon EventBridge and Amazon SQS API references). */
record EventReader(EventBridgeClient events, SqsClient sqs) {

    private static final String WAITING = "ApproximateNumberOfMessages";
    private static final String RECEIVED = "ApproximateNumberOfMessagesNotVisible";

    /** Reads a rule. The examples are events that its pattern should match, by their descriptions; absent if unknown. */
    Lookup<EventRule> rule(String name, Lookup<Map<String, String>> examples) {
        return Lookups.of("events:DescribeRule", () -> {
            DescribeRuleResponse rule = events.describeRule(request -> request.name(name));
            return new EventRule(
                    rule.name(),
                    rule.arn(),
                    rule.state() != RuleState.DISABLED,
                    examples.then(known ->
                            Lookups.of("events:TestEventPattern", () -> unmatched(rule.eventPattern(), known))),
                    Lookups.of("events:ListTargetsByRule", () -> targets(rule.name())));
        });
    }

    private List<String> unmatched(String pattern, Map<String, String> examples) {
        return new TreeMap<>(examples)
                .entrySet().stream()
                        .filter(example -> !matches(pattern, example.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private List<EventRule.Target> targets(String rule) {
        return events.listTargetsByRule(request -> request.rule(rule)).targets().stream()
                .map(target -> new EventRule.Target(
                        target.arn(),
                        target.deadLetterConfig() == null
                                ? null
                                : target.deadLetterConfig().arn()))
                .toList();
    }

    /** The rules of other stacks for the same clusters; for any if this stack watches every cluster. CloudFormation names a rule {@code <stack>-<logical id>-<random>}. */
    Lookup<List<OverlappingRule>> overlaps(String own, List<String> clusters) {
        return Lookups.of(
                "events:ListRules",
                () -> rules().stream()
                        .filter(rule -> rule.name().contains("-" + Stack.TASK_STOPPED_RULE))
                        .filter(rule -> !rule.name().equals(own) && rule.state() != RuleState.DISABLED)
                        .map(rule -> new OverlappingRule(
                                rule.name(),
                                clusters.stream()
                                        .filter(cluster ->
                                                matches(rule.eventPattern(), ExampleEvents.taskStopped(cluster)))
                                        .toList()))
                        .filter(rule -> clusters.isEmpty() || !rule.clusters().isEmpty())
                        .toList());
    }

    private boolean matches(String pattern, String event) {
        return events.testEventPattern(request -> request.eventPattern(pattern).event(event))
                .result();
    }

    private List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        @Nullable String next = null;
        do {
            String token = next;
            ListRulesResponse page = events.listRules(request -> request.nextToken(token));
            rules.addAll(page.rules());
            next = page.nextToken();
        } while (next != null);
        return rules;
    }

    /** SQS counts waiting messages and those that are being received. */
    Lookup<EventQueue> queue(String url) {
        return Lookups.of("sqs:GetQueueAttributes", () -> {
            Map<String, String> attributes = sqs.getQueueAttributes(request ->
                            request.queueUrl(url).attributeNamesWithStrings("QueueArn", "Policy", WAITING, RECEIVED))
                    .attributesAsStrings();
            return new EventQueue(
                    url,
                    attributes.getOrDefault("QueueArn", ""),
                    Long.parseLong(attributes.getOrDefault(WAITING, "0"))
                            + Long.parseLong(attributes.getOrDefault(RECEIVED, "0")),
                    ServiceGrant.read(attributes.getOrDefault("Policy", "")));
        });
    }
}
