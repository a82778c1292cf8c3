package io.github.ecstaskretry.testkit.simulation;

import java.util.List;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRuleNamesByTargetResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.SchedulerException;
import software.amazon.awssdk.services.scheduler.model.TargetSummary;

/** EventBridge, EventBridge Scheduler and CloudTrail as one invocation reaches them. Pages hold one thing each. */
record SourceClients(Calls calls, Callers callers, EventHistory history) {

    EventBridgeClient eventBridge() {
        return new EventBridgeClient() {
            @Override
            public ListRuleNamesByTargetResponse listRuleNamesByTarget(ListRuleNamesByTargetRequest request) {
                return calls.call(Service.SOURCES, "ListRuleNamesByTarget", EventBridgeException::builder, () -> {
                    if (callers.isDenied()) {
                        throw Calls.refusal(EventBridgeException::builder, "AccessDeniedException", "denied", 400);
                    }
                    List<String> names = callers.beginningWith(Caller.Kind.RULE, "").stream()
                            .filter(rule -> rule.job().clusterArn().equals(request.targetArn()))
                            .map(Callers.Configured::name)
                            .toList();
                    return ListRuleNamesByTargetResponse.builder()
                            .ruleNames(page(names, request.nextToken()))
                            .nextToken(next(names, request.nextToken()))
                            .build();
                });
            }

            @Override
            public ListEventBusesResponse listEventBuses(ListEventBusesRequest request) {
                return calls.call(
                        Service.SOURCES,
                        "ListEventBuses",
                        EventBridgeException::builder,
                        () -> ListEventBusesResponse.builder()
                                .eventBuses(EventBus.builder().name("default").build())
                                .build());
            }

            @Override
            public ListTargetsByRuleResponse listTargetsByRule(ListTargetsByRuleRequest request) {
                return calls.call(
                        Service.SOURCES,
                        "ListTargetsByRule",
                        EventBridgeException::builder,
                        () -> ListTargetsByRuleResponse.builder()
                                .targets(targets(request.rule()))
                                .build());
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    private List<Target> targets(String rule) {
        Callers.Configured configured = callers.named(rule)
                .orElseThrow(() -> software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException.builder()
                        .message("Rule does not exist.")
                        .build());
        return List.of(CallerTargets.ofRule(configured));
    }

    SchedulerClient scheduler() {
        return new SchedulerClient() {
            @Override
            public ListSchedulesResponse listSchedules(ListSchedulesRequest request) {
                return calls.call(Service.SOURCES, "ListSchedules", SchedulerException::builder, () -> {
                    if (callers.isDenied()) {
                        throw Calls.refusal(SchedulerException::builder, "AccessDeniedException", "denied", 403);
                    }
                    List<ScheduleSummary> schedules =
                            callers.beginningWith(Caller.Kind.SCHEDULE, request.namePrefix()).stream()
                                    .map(schedule -> ScheduleSummary.builder()
                                            .groupName("default")
                                            .name(schedule.name())
                                            .target(TargetSummary.builder()
                                                    .arn(schedule.job().clusterArn())
                                                    .build())
                                            .build())
                                    .toList();
                    return ListSchedulesResponse.builder()
                            .schedules(page(schedules, request.nextToken()))
                            .nextToken(next(schedules, request.nextToken()))
                            .build();
                });
            }

            @Override
            public GetScheduleResponse getSchedule(GetScheduleRequest request) {
                return calls.call(
                        Service.SOURCES,
                        "GetSchedule",
                        SchedulerException::builder,
                        () -> GetScheduleResponse.builder()
                                .name(request.name())
                                .groupName(request.groupName())
                                .target(CallerTargets.ofSchedule(callers.named(request.name())
                                        .orElseThrow(() -> ResourceNotFoundException.builder()
                                                .message("Schedule does not exist.")
                                                .build())))
                                .build());
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    CloudTrailClient cloudTrail() {
        return new CloudTrailClient() {
            @Override
            public LookupEventsResponse lookupEvents(LookupEventsRequest request) {
                return calls.call(Service.CLOUDTRAIL, "LookupEvents", CloudTrailException::builder, () -> {
                    if (history.isDenied()) {
                        throw Calls.refusal(CloudTrailException::builder, "AccessDeniedException", "denied", 400);
                    }
                    List<String> records = history.between(request.startTime(), request.endTime());
                    return LookupEventsResponse.builder()
                            .events(page(records, request.nextToken()).stream()
                                    .map(text -> Event.builder()
                                            .cloudTrailEvent(text)
                                            .build())
                                    .toList())
                            .nextToken(next(records, request.nextToken()))
                            .build();
                });
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }

    private static int begin(String token) {
        return token == null ? 0 : Integer.parseInt(token);
    }

    private static <T> List<T> page(List<T> all, String token) {
        int begin = begin(token);
        return begin >= all.size() ? List.of() : List.of(all.get(begin));
    }

    private static String next(List<?> all, String token) {
        int next = begin(token) + 1;
        return next < all.size() ? String.valueOf(next) : null;
    }
}
