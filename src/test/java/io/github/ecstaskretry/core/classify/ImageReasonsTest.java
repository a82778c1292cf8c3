package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why an image was not pulled; the same words mean the same whether the task or a container carries them. */
class ImageReasonsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            image-not-found/permanent   | CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref registry.example.com/tools/sweeper:v9: not found
            image-not-found/permanent   | CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref 111122223333.dkr.ecr.eu-north-1.amazonaws.com/sweeper:v9: 111122223333.dkr.ecr.eu-north-1.amazonaws.com/sweeper:v9: not found
            image-not-found/permanent   | CannotPullContainerError: Error response from daemon: manifest for example/sweeper:v9 not found: manifest unknown: manifest unknown
            image-not-found/permanent   | CannotPullContainerError: Error response from daemon: repository example/sweeper not found: does not exist or no pull access
            image-not-found/permanent   | CannotPullContainerError: inspect image has been retried 1 time(s): failed to resolve ref "docker.io/example/sweeper:v9": docker.io/example/sweeper:v9: not found
            image-not-found/permanent   | CannotPullContainerError: API error (404): manifest for 111122223333.dkr.ecr.us-west-1.amazonaws.com/sweeper:v9 not found
            image-not-found/permanent   | CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:aa11 (application/vnd.docker.container.image.v1+json) from remote: not found
            image-not-found/permanent   | CannotPullImageManifestError: Error response from daemon: manifest unknown: Requested image not found
            image-auth/permanent        | CannotPullContainerError: Error response from daemon: pull access denied for example/sweeper, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
            image-auth/permanent        | CannotPullContainerError: The task can’t pull the image. Check whether the image exists. Error response from daemon: pull access denied for sweeper
            image-auth/permanent        | CannotPullContainerError: The task can't pull the image. Check that the role has the permissions to pull images from the registry. Error response from daemon: denied: User: arn:aws:sts::111122223333:assumed-role/node/i-0a1b is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:eu-north-1:111122223333:repository/sweeper
            image-auth/permanent        | CannotPullContainerError: Error response from daemon: Head "https://registry.gitlab.com/v2/example/sweeper/manifests/v9": denied: access forbidden
            image-auth/permanent        | CannotPullContainerError: Error response from daemon: Get https://111122223333.dkr.ecr.eu-north-1.amazonaws.com/v2/sweeper/manifests/v9: no basic auth credentials
            image-auth/permanent        | CannotPullContainerError: Error response from daemon: Head "https://ghcr.io/v2/example/sweeper/manifests/v9": unauthorized
            image-auth/permanent        | CannotPullContainerError: failed to resolve reference "ghcr.io/example/sweeper:v9": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository: 401 Unauthorized
            image-auth/permanent        | CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 111122223333.dkr.ecr.eu-north-1.amazonaws.com/sweeper:v9: pulling from host 111122223333.dkr.ecr.eu-north-1.amazonaws.com failed with status code [manifests v9]: 403 Forbidden
            image-auth/permanent        | CannotPullContainerError: Error response from daemon: unauthorized: authentication required
            image-auth/permanent        | CannotPullContainerError: Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password
            image-auth/permanent        | CannotPullContainerError: failed to decrypt image manifest with KMS key arn:aws:kms:eu-north-1:111122223333:key/0000
            image-auth/permanent        | CannotPullECRContainerError: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/node/i-0a1b is not authorized to perform: ecr:GetAuthorizationToken on resource: *
            image-auth/ambiguous        | CannotPullContainerError: Error response from daemon: denied: Your Authorization Token has expired. Please run 'aws ecr get-login' to fetch a new one.
            image-throttled/transient   | CannotPullContainerError: inspect image has been retried 5 time(s): httpReaderSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/busybox/manifests/sha256:00ff: 429 Too Many Requests - Server message: toomanyrequests
            image-throttled/transient   | CannotPullContainerError: Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit
            image-throttled/transient   | CannotPullContainerError: Error response from daemon: toomanyrequests: Rate exceeded
            image-throttled/transient   | CannotPullECRContainerError: ThrottlingException: Rate exceeded status code: 400, request id: 00
            image-throttled/transient   | CannotPullContainerError: Error response from daemon: error parsing HTTP 429 response body: invalid character 'T' looking for beginning of value: "Too Many Requests (HAP429)."
            registry-server-error/transient | CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref public.ecr.aws/example/sweeper:v9: unexpected status from HEAD request to https://public.ecr.aws/v2/example/sweeper/manifests/v9: 503 Service Unavailable
            registry-server-error/transient | CannotPullContainerError: Error response from daemon: received unexpected HTTP status: 502 Bad Gateway
            registry-server-error/transient | CannotPullContainerError: Error response from daemon: Get https://quay.io/v2/example/sweeper/manifests/v9: received unexpected HTTP status: 500 Internal Server Error
            registry-server-error/transient | CannotPullContainerError: unexpected status code https://quay.io/v2/example/sweeper/blobs/sha256:00ff: 504 Gateway Time-out
            image-network/ambiguous     | CannotPullContainerError: The task cannot pull sweeper from the registry 111122223333.dkr.ecr.eu-north-1.amazonaws.com/sweeper:v9. There is a connection issue between the task and the registry. Check your task network configuration. : failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://bucket.s3.example": dial tcp 192.0.2.7:443: i/o timeout
            image-network/ambiguous     | The task can’t pull the image. Check your network configuration.
            image-network/ambiguous     | CannotPullContainerError: Error response from daemon: Get https://registry-1.docker.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)
            image-network/ambiguous     | CannotPullContainerError: Error response from daemon: Get "https://111122223333.dkr.ecr.eu-north-1.amazonaws.com/v2/": dial tcp: lookup 111122223333.dkr.ecr.eu-north-1.amazonaws.com on 192.0.2.2:53: no such host
            image-network/ambiguous     | CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/example/sweeper:v9: failed to do request: Head "https://registry-1.docker.io/v2/example/sweeper/manifests/v9": dial tcp: lookup registry-1.docker.io: Temporary failure in name resolution
            image-network/ambiguous     | CannotPullContainerError: context canceled
            image-network/ambiguous     | CannotPullContainerError: Error response from daemon: dial tcp 192.0.2.7:443: connect: connection refused
            image-network/ambiguous     | CannotPullContainerError: Could not reach any registry endpoint
            image-network/ambiguous     | CannotPullContainerError: error pulling image configuration: download failed after attempts=6: dial tcp 192.0.2.7:443: i/o timeout
            image-network/ambiguous     | CannotPullContainerError: Error response from daemon: Get https://registry-1.docker.io/v2/: proxyconnect tcp: dial tcp 192.0.2.7:3128: connect: no route to host
            image-network/ambiguous     | CannotPullContainerError: unexpected EOF
            image-network/ambiguous     | CannotPullContainerError: Error response from daemon: Get https://index.docker.io/v1/: net/http: TLS handshake timeout
            image-network/transient     | CannotPullContainerError: read tcp 192.0.2.2:41000->192.0.2.7:443: read: connection reset by peer
            image-network/permanent     | CannotPullContainerError: Error response from daemon: Get "https://registry.example.com/v2/": x509: certificate signed by unknown authority
            image-network/permanent     | CannotPullContainerError: Error response from daemon: Get "https://registry.example.com/v2/": http: server gave HTTP response to HTTPS client
            image-network/permanent     | CannotPullContainerError: Error response from daemon: Get https://https/v2/: dial tcp: lookup https: no such host
            image-network/permanent     | CannotPullContainerError: Error response from daemon: Get "https://111122223333.dkr.ecr.eu-north-1.amazon.com/v2/": dial tcp: lookup 111122223333.dkr.ecr.eu-north-1.amazon.com on 192.0.2.2:53: no such host
            platform-mismatch/permanent | CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/arm64'
            platform-mismatch/permanent | CannotPullContainerError: Error response from daemon: no matching manifest for linux/arm64/v8 in the manifest list entries
            platform-mismatch/permanent | CannotPullContainerError: Error response from daemon: no matching manifest for windows/amd64 10.0.17763 in the manifest list entries
            platform-mismatch/permanent | CannotPullContainerError: no match for platform in manifest: not found
            platform-mismatch/permanent | CannotStartContainerError: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec /bin/sweep: exec format error: unknown
            platform-mismatch/permanent | CannotPullContainerError: image operating system "linux" cannot be used on this platform: operating system is not supported
            image-invalid/permanent     | CannotPullContainerError: invalid reference format
            image-invalid/permanent     | CannotPullContainerError: Error response from daemon: invalid reference format: repository name must be lowercase
            image-invalid/permanent     | CannotPullContainerError: failed to unpack image on snapshotter overlayfs: failed to get stream processor for application/vnd.example+json: no processor for media-type: unknown
            image-invalid/permanent     | CannotPullContainerError: Error response from daemon: mediaType in manifest should be 'application/vnd.docker.distribution.manifest.v2+json' not '': unsupported media type
            image-invalid/permanent     | CannotPullContainerError: failed to register layer: Error processing tar file(exit status 1): failed to Lchown "/srv" for UID 900000, GID 900000: lchown /srv: invalid argument
            image-unspecified/ambiguous | CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/example/sweeper
            image-unspecified/ambiguous | CannotPullContainerError: Error response from daemon
            image-unspecified/ambiguous | CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReaderSeeker: failed open: unexpected status code https://registry.example.com/v2/swee...
            image-unspecified/ambiguous | CannotPullContainerError: failed to register layer: ApplyLayer exit status 1
            image-unspecified/ambiguous | CannotPullContainerError: error pulling image configuration
            runtime-error/transient     | CannotPullContainerError: failed to register layer: rename /var/lib/docker/image/overlay2/layerdb/tmp/write-set-1 /var/lib/docker/image/overlay2/layerdb/sha256/00ff: file exists
            """)
    void classifiesAFailedPull(String expected, String reason) {
        assertThat(Stops.told(Stops.neverStarted(reason))).as(reason).isEqualTo(expected);
        assertThat(Stops.told(Stops.containerNeverStarted(reason))).as(reason).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            disk-full/permanent | FARGATE           | CannotPullContainerError: ref pull has been retried 1 time(s): failed to extract layer sha256:00ff: write /srv/big: no space left on device
            disk-full/ambiguous | EC2               | CannotPullContainerError: failed to register layer: write /srv/big: no space left on device
            disk-full/ambiguous | MANAGED_INSTANCES | CannotPullContainerError: write /var/lib/docker/tmp/GetImageBlob7: no space left on device
            disk-full/ambiguous | EXTERNAL          | CannotCreateContainerError: Error response from daemon: mkdir /var/lib/docker/overlay2/00ff: no space left on device
            disk-full/ambiguous |                   | CannotCreateContainerError: API error (500): devmapper: Thin Pool has 12 free data blocks which is less than minimum required 163 free data blocks
            """)
    void takesAFullDiskForPermanentOnlyOnFargate(String expected, String launchType, String reason) {
        Stop stop = new Stop.TaskStop(
                "TaskFailedToStart",
                "Task failed to start",
                List.of(new ContainerExit("app", null, reason)),
                launchType);

        assertThat(Stops.told(stop)).isEqualTo(expected);
    }
}
