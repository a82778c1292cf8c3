package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.Answers;
import io.github.ecstaskretry.cli.audit.Place;
import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.AwsErrors;
import io.github.ecstaskretry.cli.aws.UnreadableException;
import io.github.ecstaskretry.cli.commands.arguments.ConnectionOptions;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/** Several deployments to ask side by side: each profile with each Region. */
final class FleetOptions {

    @Option(
            names = "--profiles",
            paramLabel = "NAME",
            split = ",",
            description = "Ask these profiles' accounts side by side.")
    private List<String> profiles = List.of();

    @Option(
            names = "--regions",
            paramLabel = "REGION",
            split = ",",
            description =
                    "Ask these Regions side by side, in each account of --profiles; the table is found by --stack.")
    private List<String> regions = List.of();

    /** Asks one deployment. */
    interface Asking<A> {
        /** Throws an {@link UnreadableException} or an {@link SdkException} if the deployment cannot be asked. */
        Answers<A> ask(AwsConnection aws, Place place);
    }

    boolean given() {
        return !profiles.isEmpty() || !regions.isEmpty();
    }

    /** Asks every deployment in a thread of its own, and reports those that cannot be asked. They do not hide the others. */
    <A> Answers<A> ask(ConnectionOptions connection, Terminal terminal, Asking<A> asking) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answers<A>>> asked = places().map(
                            place -> CompletableFuture.supplyAsync(() -> ask(connection, place, asking), threads))
                    .toList();
            Answers<A> answers = asked.stream().map(CompletableFuture::join).reduce(Answers.none(), Answers::and);
            answers.failed()
                    .forEach(place ->
                            terminal.tell("ecs-retry: " + Text.printable(place.label() + ": " + place.error())));
            return answers;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Stream<Place> places() {
        List<Optional<String>> everyRegion = orDefault(regions);
        return orDefault(profiles).stream()
                .flatMap(profile -> everyRegion.stream()
                        .map(region -> new Place(profile.orElse(null), region.orElse(null), null, null)));
    }

    private static List<Optional<String>> orDefault(List<String> names) {
        return names.isEmpty()
                ? List.of(Optional.empty())
                : names.stream().map(Optional::of).toList();
    }

    private static <A> Answers<A> ask(ConnectionOptions connection, Place place, Asking<A> asking) {
        try {
            AwsConnection aws = connection.aws(place.profile(), place.region());
            return asking.ask(aws, new Place(place.profile(), aws.region(), null, null));
        } catch (UnreadableException e) {
            return failed(place, String.valueOf(e.getMessage()));
        } catch (SdkException e) {
            return failed(place, AwsErrors.explain(e, "dynamodb:Query", null));
        }
    }

    private static <A> Answers<A> failed(Place place, String why) {
        return new Answers<>(List.of(), List.of(new Place(place.profile(), place.region(), null, why)));
    }
}
