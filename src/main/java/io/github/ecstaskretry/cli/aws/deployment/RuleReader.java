package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.Deployment.EventRule;
import io.github.ecstaskretry.cli.doctor.Reading;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DeadLetterConfig;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/** A rule by DescribeRule, ListTargetsByRule and TestEventPattern (Amazon EventBridge API reference). */
final class RuleReader {

    private final EventBridgeClient events;

    RuleReader(EventBridgeClient events) {
        this.events = events;
    }

    /**
     * Asks for a rule.
     *
     * @param examples events that it has to let through, by what they are called; absent when nobody knows which
     */
    Reading<EventRule> read(String name, Reading<Map<String, String>> examples) {
        return Readings.ask(
                "events:DescribeRule", () -> rule(events.describeRule(request -> request.name(name)), examples));
    }

    private EventRule rule(DescribeRuleResponse rule, Reading<Map<String, String>> examples) {
        return new EventRule(
                rule.name(),
                rule.arn(),
                rule.state() != RuleState.DISABLED,
                examples.then(
                        events -> Readings.ask("events:TestEventPattern", () -> deaf(rule.eventPattern(), events))),
                Readings.ask("events:ListTargetsByRule", () -> targets(rule.name())));
    }

    private List<EventRule.Target> targets(String rule) {
        return events.listTargetsByRule(request -> request.rule(rule)).targets().stream()
                .map(target -> new EventRule.Target(target.arn(), deadLetterArn(target.deadLetterConfig())))
                .toList();
    }

    private List<String> deaf(String pattern, Map<String, String> examples) {
        return new TreeMap<>(examples)
                .entrySet().stream()
                        .filter(example -> !events.testEventPattern(
                                        request -> request.eventPattern(pattern).event(example.getValue()))
                                .result())
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private static @Nullable String deadLetterArn(@Nullable DeadLetterConfig config) {
        return config == null ? null : config.arn();
    }
}
