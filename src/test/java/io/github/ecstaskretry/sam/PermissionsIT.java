package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The template's roles allow exactly the calls of the packaged function and the state machines. */
class PermissionsIT extends EverythingUsed {

    /**
     * A role.
     *
     * @param logicalId in the template
     * @param caller who has it
     * @param services the services that it calls; none: all services that its caller calls
     * @param calledByAws permissions for calls that AWS makes for the caller, by their reason
     */
    record Role(String logicalId, Caller caller, Set<String> services, Map<String, List<String>> calledByAws) {
        @Override
        public String toString() {
            return logicalId;
        }
    }

    private static final Role FUNCTION = new Role(
            "TaskRetryRole",
            Caller.FUNCTION,
            Set.of(),
            Map.of(
                    "Lambda keeps events that the function has failed on",
                    List.of("sqs:SendMessage"),
                    "Lambda writes the function's log",
                    List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                    "Lambda's X-Ray daemon sends traces",
                    List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords")));

    private static final Role STATE_MACHINE = new Role(
            "WaitAndRunRole",
            Caller.STATE_MACHINE,
            Set.of("ECS"),
            Map.of(
                    "Step Functions delivers the execution log",
                    List.of(
                            "logs:CreateLogDelivery",
                            "logs:GetLogDelivery",
                            "logs:UpdateLogDelivery",
                            "logs:DeleteLogDelivery",
                            "logs:ListLogDeliveries",
                            "logs:PutResourcePolicy",
                            "logs:DescribeResourcePolicies",
                            "logs:DescribeLogGroups"),
                    "Step Functions sends traces",
                    List.of(
                            "xray:PutTraceSegments",
                            "xray:PutTelemetryRecords",
                            "xray:GetSamplingRules",
                            "xray:GetSamplingTargets")));

    private static final Role RUN_JOB = new Role(
            "RunJobRole", Caller.STATE_MACHINE, Set.of("DynamoDB", "StepFunctions"), STATE_MACHINE.calledByAws());

    private static final SamTemplate OPEN =
            SamTemplate.read().with("InfrastructureRoleArns", ROLE + "ecsInfrastructureRole");

    private static final SamTemplate NARROW = OPEN.with("Clusters", TaskEvent.CLUSTER_ARN)
            .with(
                    "TaskDefinitionArns",
                    "arn:aws:ecs:eu-west-1:111122223333:task-definition/etl:*,"
                            + "arn:aws:ecs:eu-west-1:111122223333:task-definition/etl-lost:*")
            .with("PassRoleArns", ROLE + "etl-*");

    /** Services use the key in the name of their callers; which may do so where is checked with the template. */
    private static final SamTemplate WITH_KEY = NARROW.with("KmsKeyArn", "arn:aws:kms:eu-west-1:111122223333:key/1");

    static Stream<Role> roles() {
        return Stream.of(FUNCTION, STATE_MACHINE, RUN_JOB);
    }

    @ParameterizedTest
    @MethodSource("roles")
    void everyCallIsAllowed(Role role) {
        assertThat(needed(role)).isNotEmpty();
        for (SamTemplate template : List.of(OPEN, NARROW, WITH_KEY)) {
            List<Grant> grants = grants(template, role);
            assertThat(needed(role, template))
                    .allSatisfy(permission ->
                            assertThat(grants).as(permission.toString()).anyMatch(grant -> grant.allows(permission)));
        }
    }

    @ParameterizedTest
    @MethodSource("roles")
    void everyPermissionIsUsed(Role role) {
        for (SamTemplate template : List.of(OPEN, NARROW, WITH_KEY)) {
            assertThat(grants(template, role))
                    .filteredOn(grant -> needed(role, template).stream().noneMatch(grant::allows))
                    .extracting(Grant::action)
                    .filteredOn(action -> template != WITH_KEY || !action.startsWith("kms:"))
                    .containsExactlyInAnyOrderElementsOf(role.calledByAws().values().stream()
                            .flatMap(List::stream)
                            .toList());
        }
    }

    @Test
    void refusesMembersOutsideOfTheParameters() {
        List<Grant> function = grants(NARROW, FUNCTION);
        List<Grant> stateMachine = grants(NARROW, STATE_MACHINE);

        assertThat(elsewhere(FUNCTION))
                .isNotEmpty()
                .allSatisfy(permission -> assertThat(function).noneMatch(grant -> grant.allows(permission)));
        assertThat(elsewhere(STATE_MACHINE))
                .isNotEmpty()
                .allSatisfy(permission -> assertThat(stateMachine).noneMatch(grant -> grant.allows(permission)));
    }

    /** The calls that name a cluster, on another one. */
    private static List<Permission> elsewhere(Role role) {
        return needed(role).stream()
                .filter(permission -> permission.context().containsKey("ecs:cluster"))
                .map(permission -> new Permission(
                        permission.action(),
                        permission.resource(),
                        Map.of("ecs:cluster", TaskEvent.CLUSTER_ARN + "-test")))
                .toList();
    }

    /** Clusters that are named are not asked for. */
    private static Set<Permission> needed(Role role, SamTemplate template) {
        Set<Permission> needed = needed(role);
        if (template != OPEN) {
            needed.removeIf(permission -> permission.action().equals("ecs:ListClusters"));
        }
        return needed;
    }

    private static Set<Permission> needed(Role role) {
        Set<Permission> needed = new TreeSet<>(Comparator.comparing(Permission::toString));
        deployment.switchboard().log().by(role.caller()).stream()
                .filter(call -> role.services().isEmpty() || role.services().contains(call.service()))
                .forEach(call -> needed.addAll(Permission.of(call)));
        return needed;
    }

    private static List<Grant> grants(SamTemplate template, Role role) {
        return Grant.of(
                template,
                role.logicalId(),
                Map.ofEntries(
                        Map.entry("AWS::Partition", "aws"),
                        Map.entry("AWS::Region", "eu-west-1"),
                        Map.entry("AWS::AccountId", "111122223333"),
                        Map.entry(
                                "AttemptsTable.Arn",
                                "arn:aws:dynamodb:eu-west-1:111122223333:table/" + LocalDeployment.TABLE),
                        Map.entry("WaitAndRun", deployment.stateMachineArn()),
                        Map.entry("WaitAndRun.Name", "wait-and-run"),
                        Map.entry("RunJob.Name", "run-job"),
                        Map.entry("NoticesTopic", topicArn()),
                        Map.entry("DeadLetterQueue.Arn", "arn:aws:sqs:eu-west-1:111122223333:dead-letters"),
                        Map.entry("FunctionLogs.Arn", "arn:aws:logs:eu-west-1:111122223333:log-group:function")));
    }

    private static String topicArn() {
        return deployment.messages().all().getFirst().topicArn();
    }
}
