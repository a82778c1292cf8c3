package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.task.Stop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RunTask's answers when it makes no task. */
class LaunchFailuresTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            agent-disconnected/transient     | AGENT
            placement-resources/transient    | RESOURCE:CPU
            placement-resources/transient    | RESOURCE:ENI
            placement-resources/transient    | RESOURCE:GPU
            placement-resources/transient    | RESOURCE:PORTS_TCP
            placement-resources/transient    | unable to place a task because no container instance met all of its requirements. The closest matching container-instance 00ff has insufficient memory available
            capacity/transient               | RESOURCE:FARGATE
            capacity/transient               | Capacity is unavailable at this time. Please try again later or in a different availability zone
            quota/transient                  | You've reached the limit on the number of vCPUs you can run concurrently
            quota/transient                  | You’ve reached the limit on the number of tasks you can provision
            quota/permanent                  | The requested CPU configuration is above your limit
            placement-constraint/permanent   | LOCATION
            placement-constraint/permanent   | ATTRIBUTE
            placement-constraint/permanent   | INACTIVE
            placement-constraint/permanent   | no container instance met all of its requirements. The closest matching container-instance 00ff is missing an attribute required by your task.
            placement-no-instances/ambiguous | No Container Instances were found in your capacity provider.
            internal-error/ambiguous         | Internal error
            """)
    void classifiesAFailure(String expected, String reason) {
        assertThat(Stops.told(Stops.launchFailure(reason))).as(reason).isEqualTo(expected);
        assertThat(Stops.told(new Stop.LaunchFailure(null, reason, "a detail")))
                .as(reason)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            throttling/transient             | Ecs.ThrottlingException              | Rate exceeded
            throttling/transient             | Ecs.InvalidParameterException        | Error retrieving subnet information for [subnet-00ff]: Request limit exceeded. (ErrorCode: RequestLimitExceeded)
            api-server-error/transient       | Ecs.ServerException                  | Service Unavailable. Please try again later.
            placement-no-instances/ambiguous | Ecs.InvalidParameterException        | No Container Instances were found in your cluster.
            invalid-request/permanent        | Ecs.InvalidParameterException        | Security group sg-00ff does not appear to belong to the same VPC as the input subnets.
            invalid-request/permanent        | Ecs.InvalidParameterException        | a sentence that nobody has seen before
            unrecognised/ambiguous           | Ecs.ClientException                  | a sentence that nobody has seen before
            unrecognised/ambiguous           |                                      | The request cannot be completed, a retry is required and must not exceed the time.
            quota/transient                  | Ecs.ClientException                  | Tasks provisioning capacity limit exceeded.
            placement-resources/transient    |                                      | The closest matching container instance is already using a port required by your task.
            try-again/transient              | Ecs.ClientException                  | The cluster is being updated, please retry.
            throttling/transient             | Ecs.LimitExceededException           | The limit for the resource has been exceeded.
            api-server-error/transient       | Ecs.InvalidParameterException        | Error retrieving security group information for [sg-00ff]: An internal error has occurred (ErrorCode: InternalError)
            invalid-request/permanent        | Ecs.InvalidParameterException        | Error retrieving subnet information for [subnet-00ff]: The subnet ID 'subnet-00ff' does not exist (ErrorCode: InvalidSubnetID.NotFound)
            access-denied/permanent          | ECS.AmazonECSException               | User is not authorized, please retry (Service: AmazonECS; Status Code: 400; Error Code: AccessDeniedException; Request ID: 00ff; Proxy: null)
            invalid-request/permanent        | Ecs.PlatformTaskDefinitionIncompatibilityException | One or more of the requested capabilities are not supported.
            invalid-request/permanent        | Ecs.UnsupportedFeatureException      | The feature is not there in this Region
            invalid-request/permanent        |                                      | Network Configuration is not valid for the given networkMode of this task definition.
            invalid-request/permanent        |                                      | Container Overrides length must be at most 8192
            invalid-request/permanent        |                                      | The execute command failed because a valid task role is not being used.
            invalid-request/permanent        |                                      | No launch type to fall back to for empty capacity provider strategy.
            task-def-missing/permanent       | Ecs.ClientException                  | TaskDefinition is inactive
            task-def-missing/permanent       |                                      | An error occurred (ClientException) when calling the RunTask operation: TaskDefinition not found.
            cluster-missing/permanent        | Ecs.ClusterNotFoundException         | Cluster not found.
            access-denied/permanent          | Ecs.AccessDeniedException            | User: arn:aws:sts::111122223333:assumed-role/sfn/00 is not authorized to perform: ecs:RunTask on resource: arn:aws:ecs:eu-north-1:111122223333:task-definition/job:1
            access-denied/permanent          |                                      | User is not authorized to perform: iam:PassRole (Service: AmazonECS; Status Code: 400; Error Code: AccessDeniedException)
            role-assume/permanent            | Ecs.ClientException                  | ECS was unable to assume the role 'arn:aws:iam::111122223333:role/task' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions.
            role-assume/ambiguous            | Ecs.InvalidParameterException        | Unable to assume the service linked role. Please verify that the ECS service linked role exists.
            credentials-invalid/ambiguous    | Ecs.EcsException                     | The security token included in the request is expired
            credentials-invalid/ambiguous    |                                      | An error occurred (UnrecognizedClientException) when calling the RunTask operation: The security token included in the request is invalid.
            account-blocked/permanent        | Ecs.BlockedException                 | Your account is currently blocked.
            already-launched/permanent       | Ecs.ConflictException                | The RunTask request could not be processed due to conflicts.
            capacity/transient               | ECS.AmazonECSException               | Capacity is unavailable at this time. Please try again later or in a different availability zone (Service: AmazonECS; Status Code: 400)
            placement-resources/transient    | LaunchFailed                         | [{"Reason": "RESOURCE:MEMORY"}]
            task-lost/ambiguous              | TaskLost                             | ECS no longer knows the task task/prod/capacity.
            launch-values-lost/permanent     | LaunchValuesLost                     | RESOURCE_MEMORY of container app
            unrecognised/ambiguous           | Ecs.EcsException                     | gibberish
            """)
    void classifiesAnException(String expected, String error, String message) {
        assertThat(Stops.told(Stops.launchException(error, message)))
                .as(message)
                .isEqualTo(expected);
    }

    @Test
    void doesNotRecogniseAnEmptyFailure() {
        assertThat(Stops.told(new Stop.LaunchFailure(null, null, null))).isEqualTo("unrecognised/ambiguous");
    }
}
