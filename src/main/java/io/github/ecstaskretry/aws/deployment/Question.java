package io.github.ecstaskretry.aws.deployment;

import io.github.ecstaskretry.aws.ClientTrouble;
import io.github.ecstaskretry.doctor.Reading;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks AWS, and takes a refusal for an answer. */
final class Question {

    private static final int NOT_FOUND = 404;

    /** What services that do not answer with status 404 call what is not there. */
    private static final Set<String> ABSENT = Set.of(
            "ResourceNotFoundException",
            "TableNotFoundException",
            "StateMachineDoesNotExist",
            "StateMachineDeleting",
            "QueueDoesNotExist",
            "AWS.SimpleQueueService.NonExistentQueue");

    private Question() {}

    /**
     * Asks.
     *
     * @param action the IAM action that this needs
     */
    static <T> Reading<T> ask(String action, Supplier<T> call) {
        try {
            return new Reading.Found<>(call.get());
        } catch (AwsServiceException e) {
            return refused(action, e);
        } catch (SdkException e) {
            return new Reading.Untold<>(ClientTrouble.reason(e), "see whether the network lets you, and look again");
        }
    }

    private static <T> Reading<T> refused(String action, AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
        if (e.statusCode() == NOT_FOUND || ABSENT.contains(code)) {
            return new Reading.Absent<>();
        }
        if (code.startsWith("AccessDenied") || code.startsWith("AuthorizationError")) {
            return new Reading.Untold<>(
                    "access is denied: the IAM action " + action + " is lacking",
                    "the stack's output DoctorPolicyArn names a policy that has it");
        }
        return new Reading.Untold<>("AWS refuses: " + e.getMessage(), "look again later");
    }
}
