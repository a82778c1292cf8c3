package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.AskedPlace;
import io.github.ecstaskretry.cli.audit.SideBySide;
import io.github.ecstaskretry.cli.aws.AwsConnection;
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
        /** Throws an {@link UnreadableException} if the deployment cannot be asked. */
        SideBySide<A> ask(AwsConnection aws, AskedPlace place);
    }

    boolean given() {
        return !profiles.isEmpty() || !regions.isEmpty();
    }

    /** Asks every deployment in a thread of its own, and reports those that cannot be asked. The answers of the others are still shown. */
    <A> SideBySide<A> ask(ConnectionOptions connection, Terminal terminal, Asking<A> asking) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<SideBySide<A>>> asked = places().map(
                            place -> CompletableFuture.supplyAsync(() -> ask(connection, place, asking), threads))
                    .toList();
            SideBySide<A> answers =
                    asked.stream().map(CompletableFuture::join).reduce(SideBySide.none(), SideBySide::and);
            answers.failed()
                    .forEach(place ->
                            terminal.tell("ecs-retry: " + Text.printable(place.label() + ": " + place.error())));
            return answers;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Stream<AskedPlace> places() {
        List<Optional<String>> everyRegion = orDefault(regions);
        return orDefault(profiles).stream()
                .flatMap(profile -> everyRegion.stream()
                        .map(region -> new AskedPlace(profile.orElse(null), region.orElse(null), null, null)));
    }

    private static List<Optional<String>> orDefault(List<String> names) {
        return names.isEmpty()
                ? List.of(Optional.empty())
                : names.stream().map(Optional::of).toList();
    }

    private static <A> SideBySide<A> ask(ConnectionOptions connection, AskedPlace place, Asking<A> asking) {
        try {
            AwsConnection aws = connection.aws(place.profile(), place.region());
            return asking.ask(aws, new AskedPlace(place.profile(), aws.knownRegion(), null, null));
        } catch (UnreadableException e) {
            return failed(place, String.valueOf(e.getMessage()));
        }
    }

    private static <A> SideBySide<A> failed(AskedPlace place, String why) {
        return new SideBySide<>(List.of(), List.of(new AskedPlace(place.profile(), place.region(), null, why)));
    }
}
