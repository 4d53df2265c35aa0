package org.openemr.aws.operator.evidence;

import java.util.List;
import java.util.function.Function;
import org.openemr.aws.operator.Failure;
import org.openemr.aws.operator.aws.AwsAnswer;
import org.openemr.aws.operator.aws.Trouble;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Where a chapter comes from.
 *
 * @param id as {@link Chapter#id}
 * @param title as {@link Chapter#title}
 * @param about as {@link Chapter#about}
 * @param read reads it; what it throws becomes what is missing
 */
record ChapterSource(String id, String title, String about, Function<ChapterSource, Chapter> read) {

    /** The chapter. That it cannot be read is said in it, and lets others go on. */
    Chapter chapter() {
        try {
            return read.apply(this);
        } catch (AwsServiceException e) {
            return missing(AwsAnswer.of(e).message());
        } catch (Failure e) {
            return missing(String.valueOf(e.getMessage()));
        } catch (SdkClientException e) {
            return missing("AWS does not answer");
        } catch (RuntimeException e) {
            Trouble.ofSigningIn(e).ifPresent(signIn -> {
                throw signIn;
            });
            return missing("%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()));
        }
    }

    private Chapter missing(String why) {
        return new Chapter(id, title, about, List.of(), List.of(), List.of(), List.of(why));
    }
}
