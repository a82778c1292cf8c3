package io.github.ecstaskretry.lambda;

import io.github.ecstaskretry.aws.DynamoAttempts;
import io.github.ecstaskretry.aws.EcsTaskTags;
import io.github.ecstaskretry.aws.SnsNotices;
import io.github.ecstaskretry.aws.StepFunctionsLaunches;
import io.github.ecstaskretry.classify.Catalogue;
import io.github.ecstaskretry.classify.Classifier;
import io.github.ecstaskretry.decide.Decider;
import io.github.ecstaskretry.format.CatalogueYaml;
import io.github.ecstaskretry.handle.StoppedTasks;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** Puts the application together. */
final class Wiring {

    @Produces
    @Singleton
    Settings settings() {
        return Settings.from(System.getenv());
    }

    @Produces
    @Singleton
    StoppedTasks stoppedTasks(
            Settings settings, DynamoDbClient dynamoDb, SfnClient stepFunctions, SnsClient sns, EcsClient ecs) {
        Catalogue catalogue = CatalogueYaml.builtIn();
        return new StoppedTasks(
                PolicySource.load(settings.policyFile(), catalogue.ids()),
                new Decider(new Classifier(catalogue)),
                new DynamoAttempts(dynamoDb, settings.table(), InstantSource.system()),
                new StepFunctionsLaunches(stepFunctions, settings.table().stateMachine()),
                new SnsNotices(sns, settings.topicArn()),
                new EcsTaskTags(ecs));
    }
}
