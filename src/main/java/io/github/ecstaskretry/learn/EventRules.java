package io.github.ecstaskretry.learn;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchQuery;
import io.github.ecstaskretry.core.learn.LaunchSource;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.format.event.DescribedTask;
import io.github.ecstaskretry.format.event.MalformedEventException;
import io.github.ecstaskretry.format.launch.LaunchSourceJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * Finds the EventBridge rule that launched a task, first on the default event bus, and if no rule there fits, on the account's other
 * event buses. EventBridge starts tasks with {@code events-rule/<name>}, cut after 24 characters of the name, and an ECS target's ARN
 * is the cluster's (Amazon EventBridge API reference, {@code EcsParameters}).
 *
 * @param client builds the client only if a rule launched a task
 */
public record EventRules(Supplier<EventBridgeClient> client) implements LaunchSource {

    /** If more rules than this begin alike, they are not asked one by one. */
    private static final int MOST_RULES = 5;

    /** If the account has more other event buses than this, none of them is asked. */
    private static final int MOST_BUSES = 10;

    private static final String DEFAULT_BUS = "default";

    @Override
    public Candidates find(LaunchQuery query) {
        return query.startedBy(LaunchQuery.RULE)
                .map(name -> find(client.get(), query, name))
                .orElse(Candidates.NOT_MINE);
    }

    /** A rule. Its name is unique on its event bus only. */
    private record RuleOnBus(String bus, String name) {

        /** The name as the rule's ARN has it: with the event bus, unless that is the default one. */
        @Override
        public String toString() {
            return bus.equals(DEFAULT_BUS) ? name : bus + "/" + name;
        }
    }

    private static Candidates find(EventBridgeClient eventBridge, LaunchQuery query, LaunchQuery.Name name) {
        String action = "events:ListRuleNamesByTarget";
        try {
            List<RuleOnBus> rules = rules(eventBridge, DEFAULT_BUS, query.clusterArn(), name);
            if (rules.isEmpty()) {
                action = "events:ListEventBuses";
                List<String> buses = otherBuses(eventBridge);
                if (buses.size() > MOST_BUSES) {
                    return Candidates.none("No rule of the default event bus has the name " + name
                            + " and this cluster as its target, and there are too many other event buses to ask.");
                }
                action = "events:ListRuleNamesByTarget";
                for (String bus : buses) {
                    rules.addAll(rules(eventBridge, bus, query.clusterArn(), name));
                }
            }
            if (rules.isEmpty()) {
                return Candidates.none("No rule has the name " + name + " and this cluster as its target.");
            }
            if (rules.size() > MOST_RULES) {
                return Candidates.none(
                        rules.size() + " rules have the name " + name + " and this cluster as their target.");
            }
            action = "events:ListTargetsByRule";
            List<Learned.Launch> launches = new ArrayList<>();
            for (RuleOnBus rule : rules) {
                launches.addAll(launches(eventBridge, query, rule));
            }
            return launches.isEmpty()
                    ? Candidates.none("The rule "
                            + rules.stream().map(RuleOnBus::toString).collect(Collectors.joining(", "))
                            + " no longer has this cluster as its target.")
                    : new Candidates(launches);
        } catch (EventBridgeException e) {
            return Denial.of(e, action);
        } catch (MalformedEventException e) {
            return Candidates.none(
                    "A target of a rule with the name " + name + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static List<String> otherBuses(EventBridgeClient eventBridge) {
        return eventBridge.listEventBuses(request -> request.limit(MOST_BUSES + 2)).eventBuses().stream()
                .map(EventBus::name)
                .filter(bus -> !bus.equals(DEFAULT_BUS))
                .toList();
    }

    private static List<RuleOnBus> rules(
            EventBridgeClient eventBridge, String bus, String clusterArn, LaunchQuery.Name name) {
        List<RuleOnBus> rules = new ArrayList<>();
        @Nullable String token = null;
        do {
            String next = token;
            ListRuleNamesByTargetResponse page = eventBridge.listRuleNamesByTarget(
                    request -> request.eventBusName(bus).targetArn(clusterArn).nextToken(next));
            page.ruleNames().stream()
                    .filter(name::fits)
                    .map(rule -> new RuleOnBus(bus, rule))
                    .forEach(rules::add);
            token = page.nextToken();
        } while (token != null && rules.size() <= MOST_RULES);
        return rules;
    }

    /** The rule's targets on this cluster; none if somebody has just deleted the rule. */
    private static List<Learned.Launch> launches(EventBridgeClient eventBridge, LaunchQuery query, RuleOnBus rule) {
        List<Target> targets = new ArrayList<>();
        @Nullable String token = null;
        do {
            String next = token;
            try {
                ListTargetsByRuleResponse page = eventBridge.listTargetsByRule(request ->
                        request.eventBusName(rule.bus()).rule(rule.name()).nextToken(next));
                targets.addAll(page.targets());
                token = page.nextToken();
            } catch (ResourceNotFoundException deleted) {
                return List.of();
            }
        } while (token != null);
        return targets.stream()
                .filter(target -> target.arn().equals(query.clusterArn()) && target.ecsParameters() != null)
                .map(target -> launch(query, rule, target))
                .toList();
    }

    /** Only a constant input is the same in every launch. */
    private static Learned.Launch launch(LaunchQuery query, RuleOnBus rule, Target target) {
        RunTaskRequest request =
                LaunchSourceJson.target(query.attempt(), target.arn(), DescribedTask.tree(target.ecsParameters()));
        String source = "rule:" + rule;
        if (target.inputTransformer() != null || target.inputPath() != null) {
            return new Learned.Launch(
                    source, request, "The target of " + source + " takes its input from the event that matched.");
        }
        try {
            return new Learned.Launch(source, request.with(LaunchSourceJson.input(target.input())));
        } catch (MalformedEventException e) {
            return new Learned.Launch(source, request, "The input of " + source + " cannot be read.");
        }
    }
}
