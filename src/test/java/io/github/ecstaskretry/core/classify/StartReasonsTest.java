package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a container did not start, or how the run time failed it. */
class StartReasonsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            bad-command/permanent       | CannotStartContainerError: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "sweep": executable file not found in $PATH: unknown
            bad-command/permanent       | CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:370: starting container process caused: exec: "/srv/run.sh": permission denied: unknown
            bad-command/permanent       | CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/srv/run.sh": stat /srv/run.sh: no such file or directory: unknown
            bad-command/permanent       | CannotCreateContainerError: API error (400): No command specified
            bad-command/permanent       | CannotStartContainerError: hcs::System::CreateProcess sweep.exe: The system cannot find the file specified.
            bad-command/permanent       | CannotStartContainerError: Error response from daemon: OCI runtime create failed: runc create failed: unable to start container process: exec: "/srv": is a directory
            bad-config/permanent        | CannotStartContainerError: Error response from daemon: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/mnt/x" to rootfs at "/etc/x": mount /mnt/x:/etc/x: not a directory: unknown
            bad-config/permanent        | CannotStartContainerError: Error response from daemon: unable to find user sweeper: no matching entries in passwd file
            bad-config/permanent        | CannotStartContainerError: Error response from daemon: OCI runtime create failed: container init was OOM-killed (memory limit too low?): unknown
            bad-config/permanent        | CannotCreateContainerError: Error response from daemon: Minimum memory limit allowed is 6MB
            bad-config/permanent        | CannotCreateContainerError: Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /srv/in
            bad-config/permanent        | CannotStartContainerError: Error response from daemon: OCI runtime create failed: runc create failed: unable to start container process: error during container init: chdir to cwd ("/nowhere") set in config.json failed: no such file or directory
            bad-config/permanent        | CannotStartContainerError: Error response from daemon: error gathering device information while adding custom device "/dev/fuse": no such file or directory
            gpu/ambiguous               | CannotStartContainerError: Error response from daemon: OCI runtime create failed: error running hook #0: nvidia-container-cli: initialization error: driver error: failed to process request
            gpu/ambiguous               | CannotStartContainerError: Error response from daemon: Unknown runtime specified nvidia
            port-conflict/ambiguous     | CannotStartContainerError: Error response from daemon: driver failed programming external connectivity on endpoint ecs-job: Bind for 0.0.0.0:8080 failed: port is already allocated
            port-conflict/ambiguous     | CannotStartContainerError: Error response from daemon: listen tcp 0.0.0.0:53: bind: address already in use
            runtime-timeout/transient   | DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s
            runtime-timeout/transient   | CannotInspectContainerError: Could not transition to inspecting; timed out after waiting 30s
            runtime-timeout/transient   | Essential container in task exited - CannotInspectContainerError: Could not transition to inspecting; timed out after waiting 30s
            runtime-timeout/transient   | ContainerRuntimeTimeoutError: Could not transition to stopped; timed out after waiting 2m
            runtime-timeout/transient   | CannotStartContainerError: failed to create new container runtime task: context deadline exceeded: unknown
            runtime-error/transient     | CannotStartContainerError: Error response from daemon: OCI runtime create failed: applying cgroup configuration for process caused: mkdir /sys/fs/cgroup/memory/ecs/00ff: cannot allocate memory: unknown
            runtime-error/transient     | CgroupError: Agent could not create task's platform resources
            runtime-error/transient     | CannotCreateContainerError: API error (500): devicemapper: Error running DeviceCreate (ActivateDevice) dm_task_run failed
            runtime-error/transient     | CannotStartContainerError: Error response from daemon: ttrpc: closed: unknown
            runtime-error/transient     | CannotCreateContainerError: Error response from daemon: No such image: example/sweeper:v9
            runtime-error/ambiguous     | CannotStopContainerError: failed sending SIGTERM to container: rpc error
            runtime-error/ambiguous     | CannotInspectContainerError: unknown reason
            runtime-error/ambiguous     | Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
            out-of-memory/ambiguous     | OutOfMemoryError: Container killed due to memory usage
            start-unspecified/ambiguous | CannotStartContainerError: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ...
            start-unspecified/ambiguous | CannotCreateContainerError: API error (500)
            start-unspecified/ambiguous | ResourceInitializationError
            internal-error/transient    | InternalError: the interface was not reported in time
            capacity/transient          | Capacity is unavailable at this time. Please try again later or in a different availability zone
            placement-resources/transient     | RESOURCE:MEMORY
            placement-no-instances/ambiguous  | EMPTY CAPACITY PROVIDER
            placement-constraint/permanent    | MemberOf placement constraint unsatisfied.
            agent-disconnected/transient      | AGENT
            quota/transient             | ResourceInitializationError: Unable to launch instance(s) for capacity provider batch-spot. MaxSpotInstanceCountExceeded: Max spot instance count exceeded.
            invalid-request/permanent   | The selected task definition is not compatible with the selected compute strategy.
            role-assume/ambiguous       | ECS was unable to assume the configured ECS Infrastructure Role 'arn:aws:iam::111122223333:role/infra'. Please verify that the role being passed has the proper trust relationship with Amazon ECS.
            """)
    void classifiesAFailedStart(String expected, String reason) {
        assertThat(Stops.told(Stops.neverStarted(reason))).as(reason).isEqualTo(expected);
        assertThat(Stops.told(Stops.containerNeverStarted(reason))).as(reason).isEqualTo(expected);
    }
}
