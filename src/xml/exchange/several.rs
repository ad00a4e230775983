//! Several commands in one request.

use super::{AnswerError, RequestWriter, Results, XmlCommand};
use crate::xml::WriteError;

impl<C: XmlCommand + ?Sized> XmlCommand for &C {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        (**self).write(request)
    }

    fn elements(&self) -> usize {
        (**self).elements()
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        (**self).read(results)
    }
}

impl<C: XmlCommand> XmlCommand for [C] {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        self.iter().try_for_each(|command| command.write(request))
    }

    fn elements(&self) -> usize {
        self.iter().map(XmlCommand::elements).sum()
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        self.iter().map(|command| command.read(results)).collect()
    }
}

impl<C: XmlCommand, const N: usize> XmlCommand for [C; N] {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        self.as_slice().write(request)
    }

    fn elements(&self) -> usize {
        self.as_slice().elements()
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        self.as_slice().read(results)
    }
}

impl<C: XmlCommand> XmlCommand for Vec<C> {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
        self.as_slice().write(request)
    }

    fn elements(&self) -> usize {
        self.as_slice().elements()
    }

    fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
        self.as_slice().read(results)
    }
}

macro_rules! tuples {
    ($(($($command:ident $place:tt),+))+) => {
        $(impl<$($command: XmlCommand),+> XmlCommand for ($($command,)+) {
            fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), WriteError> {
                $(self.$place.write(request)?;)+
                Ok(())
            }

            fn elements(&self) -> usize {
                0 $(+ self.$place.elements())+
            }

            fn read(&self, results: &mut Results) -> Result<Self::Answer, AnswerError> {
                Ok(($(self.$place.read(results)?,)+))
            }
        })+
    };
}

tuples! {
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
}
