package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resources that a task needs before its containers start: secrets, environment files, logs, volumes, a network interface. */
class ResourceReasonsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            secret-denied/permanent      | ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:eu-north-1:111122223333:secret:db-x1 from secrets manager: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/00 is not authorized to perform: secretsmanager:GetSecretValue on resource: db
            secret-denied/permanent      | Fetching secret data from SSM Parameter Store in eu-north-1: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/00 is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:eu-north-1:111122223333:parameter/db
            secret-denied/permanent      | ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: The task can't retrieve the secret with ARN 'arn:aws:secretsmanager:eu-north-1:111122223333:secret:db-x1' from AWS Secrets Manager. Check that the execution role has the permissions: Access to KMS is not allowed
            secret-missing/permanent     | ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret db from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT
            secret-missing/permanent     | Fetching secret data from SSM Parameter Store in eu-north-1: invalid parameters: /timeout/db
            secret-missing/permanent     | ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secrets from ssm: invalid ssm parameters: /app/denied
            secret-missing/permanent     | ResourceInitializationError: unable to pull secrets or registry auth: InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.
            secret-bad-value/permanent   | ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key dbPassword
            secret-bad-value/permanent   | ResourceInitializationError: unable to pull secrets or registry auth: invalid character 'p' after object key:value pair
            bad-config/permanent         | ResourceInitializationError: unable to pull secrets or registry auth: unexpected ARN format with parameters when trying to retrieve ASM secret
            secret-network/ambiguous     | ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. RequestError: send request failed caused by: Post "https://api.ecr.eu-north-1.amazonaws.com/": dial tcp 192.0.2.7:443: i/o timeout
            secret-network/ambiguous     | ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): RequestCanceled: request context canceled caused by: context deadl...
            secret-network/ambiguous     | ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post https://api.ecr....
            secret-network/ambiguous     | ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secrets from ssm: The task cannot pull secrets from SSM: dial tcp: lookup ssm.eu-north-1.amazonaws.com: no such host
            secret-network/ambiguous     | ResourceInitializationError: unable to pull secrets or registry auth: pull command failed: : signal: killed
            secret-unspecified/ambiguous | ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 2 time(s): failed to fetch secret arn:aws:secretsm...
            secret-unspecified/ambiguous | ResourceInitializationError: unable to pull secrets or registry auth
            throttling/transient         | ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): ThrottlingException: Rate exceeded
            api-server-error/transient   | ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: InternalServiceError: An error occurred on the server side
            image-auth/permanent         | ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/00 is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the action
            env-file-denied/permanent    | ResourceInitializationError: failed to download env files: file download command: non empty error stream: service call has been retried 1 time(s): AccessDenied: Access Denied status code: 403, request id: 00
            env-file-missing/permanent   | ResourceInitializationError: failed to download env files: file download command: non empty error stream: NoSuchKey: The specified key does not exist.
            env-file-network/ambiguous   | ResourceInitializationError: failed to download env files: The task can't download the environment variable files from Amazon S3. There is a connection issue between the task and Amazon S3. Check your task network configuration.
            log-config/permanent         | ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1
            log-config/permanent         | ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition.
            log-config/permanent         | CannotStartContainerError: Error response from daemon: failed to initialize logging driver: must specify a value for log opt 'awslogs-region'
            log-config/permanent         | CannotCreateContainerError: Error response from daemon: unknown log opt 'awslogs-stream-suffix' for awslogs log driver
            log-config/permanent         | CannotStartContainerError: Error response from daemon: logger: no log driver named 'gelfx' is registered
            log-denied/permanent         | CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/node/i-0a is not authorized to perform: logs:CreateLogStream
            log-denied/permanent         | CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: NoCredentialProviders: no valid providers in chain. Deprecated.
            log-network/ambiguous        | ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: RequestError: send request failed caused by: Post https://logs.eu-north-1.amazonaws.com/: dial tcp 192.0.2.7:443: i/o timeout
            log-network/ambiguous        | ResourceInitializationError: failed to validate logger args: : signal: killed
            log-network/ambiguous        | CannotStartContainerError: Error response from daemon: failed to initialize logging driver: dial tcp 127.0.0.1:24224: connect: connection refused
            log-unspecified/ambiguous    | ResourceInitializationError: failed to validate logger args
            volume-network/ambiguous     | ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: Connection timed out' : unsuccessful EFS utils command execution; code: 32
            volume-network/ambiguous     | ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: command failed; stderr: Failed to resolve "fs-00ff.efs.eu-north-1.amazonaws.com" - check that your file system ID is correct
            volume-network/ambiguous     | CannotCreateContainerError: Error response from daemon: error while mounting volume '/var/lib/docker/volumes/data': failed to mount local volume: mount :/:/var/lib/docker/volumes/data, data: addr=192.0.2.9: connection timed out (nfs)
            volume-network/transient     | ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection reset by peer : unsuccessful EFS utils command execution; code: 32
            volume-not-found/permanent   | ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: mounting fs-00ff.efs.eu-north-1.amazonaws.com:/data failed, reason given by server: No such file or directory'
            volume-not-found/permanent   | ResourceInitializationError: failed to set up EBS volume: InvalidSnapshot.NotFound: The snapshot 'snap-00ff' does not exist.
            volume-denied/permanent      | ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: access denied by server while mounting 127.0.0.1:/'
            volume-denied/permanent      | CannotCreateContainerError: failed to copy file info for /var/lib/ecs/volumes/ecs-job-3-data: failed to chown /var/lib/ecs/volumes/ecs-job-3-data: lchown /var/lib/ecs/volumes/ecs-job-3-data: operation not permitted
            volume-timeout/transient     | CannotStartContainerError: API error (500): error while mounting volume '/var/lib/docker/plugins/00ff/rootfs': VolumeDriver.Mount: attach failed, get member error Timeout
            volume-timeout/transient     | Timed out while attaching EBS volume vol-00ff to Task 00ff
            volume-timeout/transient     | CannotCreateVolumeError: VolumeDriver.Mount: volume vol-00ff is still attached to i-0a1b
            volume-unspecified/ambiguous | ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: : unsuccessful EFS utils command execution; code: 1
            storage-timeout/transient    | Timeout waiting for EphemeralStorage provisioning to complete.
            eni-timeout/transient        | Timeout waiting for network interface provisioning to complete.
            ip-exhausted/transient       | Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-00ff': InsufficientFreeAddressesInSubnet
            ip-exhausted/ambiguous       | Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-00ff
            eni-error/transient          | Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-00ff': AuthFailure
            eni-error/transient          | Unexpected EC2 error while attempting to attach network interface to instance 'i-0a1b'
            eni-error/ambiguous          | Unable to attach network interface to unused device index 4
            throttling/transient         | Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-00ff': RequestLimitExceeded
            invalid-request/permanent    | Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-00ff': InvalidSubnetID.NotFound
            access-denied/permanent      | Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-00ff': UnauthorizedOperation
            access-denied/permanent      | Unexpected EC2 error while attempting to tag the network interface: TagPolicyViolation
            """)
    void classifiesAResourceFailure(String expected, String reason) {
        assertThat(Stops.told(Stops.neverStarted(reason))).as(reason).isEqualTo(expected);
        assertThat(Stops.told(Stops.containerNeverStarted(reason))).as(reason).isEqualTo(expected);
    }
}
